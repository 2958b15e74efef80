import { useCallback } from 'react'
import { ApiError } from '@todo/contract'
import { useTranslations } from 'use-intl'

/** Says in words what went wrong and what became of what was wanted. */
export function useErrorText(): (error: unknown) => string {
	const t = useTranslations('errors')
	return useCallback(
		(error) => {
			if (error instanceof DOMException && error.name === 'TimeoutError') return t('late')
			if (!(error instanceof ApiError)) return t('unreachable')
			const { status, detail, errors } = error.problem
			const [first] = errors ?? []
			if (status === 502) return t('unreachable')
			if (status === 401) return t('signedOut')
			if (status === 404) return t('gone')
			if (status === 429) return t('tooMany', { seconds: error.retryAfter ?? 60 })
			if (status === 422 && first) return t('invalid', { field: first.field, message: first.message })
			if (status >= 500) return t('server')
			return detail
		},
		[t],
	)
}
