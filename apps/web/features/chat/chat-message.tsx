'use client'
import type { ReactNode } from 'react'
import type { Message, Task } from '@todo/contract'
import Check from 'lucide-react/icons/check'
import Pencil from 'lucide-react/icons/pencil'
import Undo from 'lucide-react/icons/undo-2'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { useReversals } from '#lib/use-undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from './confirm.tsx'

interface Props {
	message: Message
	renderTask: (task: Task) => ReactNode
	/** Absent where the conversation has moved on. */
	onSuggestion: ((message: string) => void) | undefined
	/** Says it otherwise; absent for all but the last that was said. */
	onEdit: ((message: Message) => void) | undefined
	/** Has it answered anew; absent for all but the last answer. */
	onRetry: (() => void) | undefined
}

/** What a person said. */
export const saidFrame =
	'max-w-[84%] self-end rounded-[14px_14px_4px_14px] bg-accent-soft px-[13px] py-2 whitespace-pre-line [overflow-wrap:anywhere]'

export function ChatMessage({ message, renderTask, onSuggestion, onEdit, onRetry }: Props) {
	const { role, content, tasks, suggestions, confirmation, operation_id, undone_by, notice } = message
	if (role === 'user') return <Said message={message} onEdit={onEdit} />
	if (confirmation) return <Confirm confirmation={confirmation} suggestions={suggestions} onAnswer={onSuggestion} />
	const card = tasks.length > 0 && (
		<ul className="rounded-[11px] border border-line px-3 py-0.5">{tasks.map(renderTask)}</ul>
	)
	return (
		<div className="flex flex-col gap-2 [overflow-wrap:anywhere]">
			{!operation_id && <p className="whitespace-pre-line">{content}</p>}
			{card}
			{operation_id && <Done text={content} operationId={operation_id} undoneBy={undone_by} />}
			{notice && <NoticeLine message={message} onRetry={onRetry} />}
			{onSuggestion && suggestions.length > 0 && (
				<div className="flex flex-wrap gap-2">
					{suggestions.map(({ label, message: text }) => (
						<Button
							key={label}
							className="h-auto min-h-8 py-1 text-start whitespace-normal"
							onPress={() => onSuggestion(text)}
						>
							{label}
						</Button>
					))}
				</div>
			)}
		</div>
	)
}

/** What the person said; the last of it can be said otherwise. */
function Said({ message, onEdit }: { message: Message; onEdit: Props['onEdit'] }) {
	const t = useTranslations('assistant')
	if (!onEdit) return <p className={saidFrame}>{message.content}</p>
	return (
		<div className="group/said flex items-center justify-end gap-1">
			<IconButton
				label={t('edit')}
				className="text-ink-3 opacity-0 group-focus-within/said:opacity-100 group-hover/said:opacity-100 max-md:opacity-100"
				onPress={() => onEdit(message)}
			>
				<Pencil className="!size-[15px]" />
			</IconButton>
			<p className={saidFrame}>{message.content}</p>
		</div>
	)
}

/** Who answered instead of whom; or why the answer ends where it does, with the way to have it whole. */
function NoticeLine({ message: { notice, content }, onRetry }: { message: Message; onRetry: Props['onRetry'] }) {
	const t = useTranslations('assistant')
	if (!notice) return null
	return (
		<div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px] text-ink-3">
			{notice.text !== content && <p>{notice.text}</p>}
			{notice.kind !== 'fallback' && onRetry && (
				<Button look="link" className="border-0 text-[13px]" onPress={onRetry}>
					{t('retry')}
				</Button>
			)}
		</div>
	)
}

/** What the assistant did, with the way back; or that it was taken back, with the way forth. */
function Done({ text, operationId, undoneBy }: { text: string; operationId: string; undoneBy: string | null }) {
	const t = useTranslations('assistant')
	const { undo, redo } = useReversals()
	const Icon = undoneBy === null ? Check : Undo
	return (
		<div className="flex items-start gap-2 text-[13px] text-ink-2">
			<Icon className={classNames('mt-0.5 !size-[15px]', undoneBy === null ? 'text-accent' : 'text-ink-3')} />
			<p
				className={classNames(
					'flex-1 whitespace-pre-line',
					undoneBy !== null && 'text-ink-3 line-through decoration-1',
				)}
			>
				{text}
			</p>
			{undoneBy !== null && <span className="text-ink-3">{t('undone')}</span>}
			<Button
				look="link"
				className="border-0 text-[13px]"
				onPress={() => (undoneBy === null ? undo(operationId) : redo(undoneBy))}
			>
				{t(undoneBy === null ? 'undo' : 'redo')}
			</Button>
		</div>
	)
}
