import { useQuery } from '@tanstack/react-query'
import { call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import type { Chat } from './use-chat.ts'

/** Who answered last; before anything was said, who would. */
export function useProvider({ messages }: Pick<Chat, 'messages'>): string {
	const { send } = useClient()
	const user = useUser()
	const answered = messages.findLast(({ role }) => role === 'assistant')?.provider
	const { data } = useQuery({
		queryKey: queryKeys.assistant,
		enabled: Boolean(user) && !answered,
		queryFn: () => call(send, endpoints.chats.getAssistant, {}),
	})
	return answered ?? data?.providers[0]?.name ?? 'builtin'
}

const known = ['openai', 'cohere', 'gemini', 'compatible'] as const

/** As people call it. */
export function useProviderName(provider: string): string {
	const t = useTranslations('assistant')
	const name = known.find((one) => one === provider)
	if (name) return t(`providers.${name}`)
	return provider === 'builtin' ? t('builtin') : provider
}
