'use client'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { Message, Task } from '@todo/contract'
import History from 'lucide-react/icons/history'
import SquarePen from 'lucide-react/icons/square-pen'
import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { IconButton } from '#ui/button.tsx'
import { ChatComposer } from './chat-composer.tsx'
import { ChatLog } from './chat-log.tsx'
import { useChat } from './use-chat.ts'
import { useProvider, useProviderName } from './use-provider.ts'

const ChatHistory = lazy(() => import('./chat-history.tsx').then((module) => ({ default: module.ChatHistory })))

interface Props {
	/** Draws a task that an answer speaks of, as the list itself would. */
	renderTask: (task: Task) => ReactNode
	onClose: () => void
	/** The assistant did something, which its answer says. */
	onDone?: ((answer: Message) => void) | undefined
	autoFocus?: boolean
}

/** The assistant: a conversation, its history, and a line to write in. */
export function ChatPanel({ renderTask, onClose, onDone, autoFocus = false }: Props) {
	const t = useTranslations('assistant')
	const chat = useChat(onDone)
	const [history, setHistory] = useState(false)
	const [editing, setEditing] = useState<Message | null>(null)
	const provider = useProvider(chat)
	const providerName = useProviderName(provider)

	return (
		<section aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
			<header className="flex flex-none items-center gap-2.5 px-[18px] pt-[13px] pb-[9px]">
				<h2 className="font-[620]">{t('title')}</h2>
				<span className="rounded-[20px] border border-line px-[9px] py-0.5 text-xs font-medium text-ink-2">
					{providerName}
				</span>
				<div className="-me-1.5 ms-auto flex gap-1 text-ink-3">
					{chat.conversationId !== null && (
						<IconButton
							label={t('new')}
							onPress={() => {
								chat.open(null)
								setHistory(false)
							}}
						>
							<SquarePen />
						</IconButton>
					)}
					<IconButton label={t('history')} aria-expanded={history} onPress={() => setHistory(!history)}>
						<History />
					</IconButton>
					<IconButton label={t('close')} onPress={onClose}>
						<X />
					</IconButton>
				</div>
			</header>
			{history ? (
				<Suspense>
					<ChatHistory
						current={chat.conversationId}
						onOpen={(id) => {
							chat.open(id)
							// Deleting the one that stood open leaves the list of the others.
							if (id !== null) setHistory(false)
						}}
					/>
				</Suspense>
			) : (
				<ChatLog chat={chat} renderTask={renderTask} isBuiltin={provider === 'builtin'} onEdit={setEditing} />
			)}
			<ChatComposer
				// Another text begins where another message is said otherwise.
				key={editing?.id ?? 'new'}
				autoFocus={autoFocus || editing !== null}
				initial={editing?.content ?? ''}
				busy={chat.running !== null}
				onSend={(text) => {
					setHistory(false)
					setEditing(null)
					chat.send(text, editing?.id)
				}}
				onStop={chat.running?.turnId ? chat.stop : undefined}
				onCancel={editing ? () => setEditing(null) : undefined}
			/>
		</section>
	)
}
