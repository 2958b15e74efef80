'use client'
import { useTranslations } from 'use-intl'
import { saidFrame } from './chat-message.tsx'
import type { Running } from './use-turn.ts'

/** What is being answered: what was said, where the conversation has it not yet, and the answer as it comes. */
export function ChatRunning({ running, isShown }: { running: Running; isShown: boolean }) {
	const t = useTranslations('assistant')
	const { said, words, doing } = running
	return (
		<>
			{!isShown && <p className={saidFrame}>{said}</p>}
			{words !== '' && <p className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</p>}
			{words === '' && (
				<p className="animate-[late_150ms_step-end] text-ink-3">{doing === null ? t('thinking') : `${doing}…`}</p>
			)}
		</>
	)
}
