'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Message, Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'
import { ExampleButton } from '#ui/chip.tsx'
import { ChatMessage, saidFrame } from './chat-message.tsx'
import { ChatRunning } from './chat-running.tsx'
import type { Chat } from './use-chat.ts'

const examples = ['stretch', 'week', 'overdue'] as const

interface Props {
	chat: Chat
	renderTask: (task: Task) => ReactNode
	/** Answers come from here, without a key. */
	isBuiltin: boolean
	/** A message is to be said otherwise. */
	onEdit: (message: Message) => void
}

/** What was said so far; it stands at the bottom and is read out as it grows. */
export function ChatLog({ chat, renderTask, isBuiltin, onEdit }: Props) {
	const t = useTranslations('assistant')
	const { running, failed, send, retry } = chat
	const log = useRef<HTMLDivElement>(null)
	const messages = toShown(chat)
	const empty = messages.length === 0 && !running && failed.length === 0

	const lastSaid = messages.findLastIndex(({ role }) => role === 'user')
	const sayAgain = (message: Message | undefined) => message && send(message.content, message.id)

	const latest = [failed.length, running?.said, running?.words.length, messages.at(-1)?.id].join()
	useEffect(() => {
		if (latest) log.current?.scrollTo({ top: log.current.scrollHeight })
	}, [latest])

	return (
		<div
			ref={log}
			role="log"
			aria-label={t('conversation')}
			aria-busy={running !== null}
			// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
			tabIndex={0}
			className="flex min-h-0 flex-1 flex-col overflow-y-auto px-[18px] py-1.5 text-[14.5px] outline-none focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset"
		>
			<div className="mt-auto flex flex-col gap-3.5">
				{empty && (
					<div className="flex flex-col items-start gap-2">
						<p>{t(isBuiltin ? 'intro' : 'introOther')}</p>
						{examples.map((name) => (
							<ExampleButton key={name} onPress={() => send(t(`examples.${name}`))}>
								{t(`examples.${name}`)}
							</ExampleButton>
						))}
					</div>
				)}
				{messages.map((message, n) => (
					<ChatMessage
						key={message.id}
						message={message}
						renderTask={renderTask}
						onSuggestion={n === messages.length - 1 && !running ? send : undefined}
						onEdit={n === lastSaid && !running ? onEdit : undefined}
						onRetry={n === messages.length - 1 && !running ? () => sayAgain(messages[lastSaid]) : undefined}
					/>
				))}
				{running && <ChatRunning running={running} isShown={messages.some(({ id }) => id === running.messageId)} />}
				{failed.map((one) => (
					<div key={one.key} role="alert" className="flex flex-col items-start gap-2">
						{!one.isShown && <p className={saidFrame}>{one.text}</p>}
						<p className="text-overdue">{one.reason}</p>
						<Button disabled={running !== null} onPress={() => retry(one)}>
							{t('retry')}
						</Button>
					</div>
				))}
			</div>
		</div>
	)
}

/** What is said in another's place takes that place at once. */
function toShown({ messages, running }: Chat): Message[] {
	if (running?.replaces === undefined) return messages
	const { replaces, messageId } = running
	return messages.filter(({ id }) => id < replaces || id === messageId)
}
