'use client'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type Conversation } from '@todo/contract'
import Trash from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { formatInstant } from '#lib/format-dates.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useNow } from '#lib/use-now.ts'
import { IconButton } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toast.tsx'

interface Props {
	current: number | null
	onOpen: (id: number | null) => void
}

/** Earlier conversations, newest first. */
export function ChatHistory({ current, onOpen }: Props) {
	const t = useTranslations('assistant')
	const { send, queries } = useClient()
	const user = useUser()
	const now = useNow()
	const toast = useToast()
	const toText = useErrorText()
	const [deleting, setDeleting] = useState<Conversation | null>(null)
	const { data } = useQuery({
		queryKey: queryKeys.conversations,
		enabled: Boolean(user),
		queryFn: () => call(send, endpoints.chats.listConversations, {}),
	})

	const remove = async (conversation: Conversation) => {
		try {
			await call(send, endpoints.chats.deleteConversation, { params: { id: conversation.id } })
			queries.setQueryData<Conversation[]>(queryKeys.conversations, (all) =>
				all?.filter(({ id }) => id !== conversation.id),
			)
			if (conversation.id === current) onOpen(null)
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}

	return (
		<div className="min-h-0 flex-1 overflow-y-auto px-2.5">
			{(data?.length === 0 || user === null) && <p className="px-2 py-1 text-sm text-ink-2">{t('noHistory')}</p>}
			<ul>
				{data?.map((conversation) => (
					<li key={conversation.id} className="group flex items-center gap-1 rounded-lg pe-1 hover:bg-hover">
						<button
							type="button"
							aria-current={conversation.id === current || undefined}
							onClick={() => onOpen(conversation.id)}
							className="min-w-0 flex-1 rounded-lg px-2 py-2 text-start text-sm"
						>
							<span
								className={classNames('block truncate', conversation.id === current && 'font-semibold text-accent')}
							>
								{conversation.title}
							</span>
							<span className="text-[12.5px] text-ink-3">{now && formatInstant(conversation.updated_at, now)}</span>
						</button>
						<IconButton label={t('delete', { title: conversation.title })} onPress={() => setDeleting(conversation)}>
							<Trash className="!size-4" />
						</IconButton>
					</li>
				))}
			</ul>
			{deleting && (
				<ConfirmDialog
					title={t('deleteAsk', { title: deleting.title })}
					text={t('deleteText')}
					confirm={t('deleteYes')}
					onConfirm={() => void remove(deleting)}
					onClose={() => setDeleting(null)}
				/>
			)}
		</div>
	)
}
