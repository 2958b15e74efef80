'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'
import { ExampleButton } from '#ui/chip.tsx'
import { ChatMessage } from './chat-message.tsx'
import type { Chat } from './use-chat.ts'

const examples = ['stretch', 'week', 'overdue'] as const

interface Props {
	chat: Chat
	renderTask: (task: Task) => ReactNode
	/** Answers come from here, without a key. */
	isBuiltin: boolean
}

/** What was said so far; it stands at the bottom and is read out as it grows. */
export function ChatLog({ chat, renderTask, isBuiltin }: Props) {
	const t = useTranslations('assistant')
	const { messages, sending, failed, send, retry } = chat
	const log = useRef<HTMLDivElement>(null)
	const empty = messages.length === 0 && sending === null && failed.length === 0

	const latest = [failed.length, sending, messages.at(-1)?.id].join()
	useEffect(() => {
		if (latest) log.current?.scrollTo({ top: log.current.scrollHeight })
	}, [latest])

	return (
		<div
			ref={log}
			role="log"
			aria-label={t('conversation')}
			aria-busy={sending !== null}
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
						onSuggestion={n === messages.length - 1 && sending === null ? send : undefined}
					/>
				))}
				{sending !== null && (
					<>
						<p className="max-w-[84%] self-end rounded-[14px_14px_4px_14px] bg-accent-soft px-[13px] py-2 whitespace-pre-line [overflow-wrap:anywhere]">
							{sending}
						</p>
						<p className="animate-[late_150ms_step-end] text-ink-3">{t('thinking')}</p>
					</>
				)}
				{failed.map((one) => (
					<div key={one.key} role="alert" className="flex flex-col items-start gap-2">
						<p className="max-w-[84%] self-end rounded-[14px_14px_4px_14px] bg-accent-soft px-[13px] py-2 whitespace-pre-line [overflow-wrap:anywhere]">
							{one.text}
						</p>
						<p className="text-overdue">{one.reason}</p>
						<Button disabled={sending !== null} onPress={() => retry(one)}>
							{t('retry')}
						</Button>
					</div>
				))}
			</div>
		</div>
	)
}
