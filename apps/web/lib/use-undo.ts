import { useCallback } from 'react'
import { ApiError } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useToast } from '#ui/toast.tsx'
import { useClient } from './data/client-context.tsx'
import { useErrorText } from './use-error-text.ts'

/** Takes back an operation, the latest one of this tab where none is named, and says what came of it. */
export function useUndo(): (operationId?: string) => void {
	const t = useTranslations('undo')
	const { undoStack } = useClient()
	const toast = useToast()
	const toText = useErrorText()
	return useCallback(
		(operationId) => {
			const run = async () => {
				try {
					const reply = await undoStack.undo(operationId)
					if (!reply) return toast({ text: t('nothing') })
					const redo = { label: t('redo'), run: () => void undoStack.undo(reply.operation_id) }
					toast({
						text: reply.skipped.length > 0 ? t('partly', { count: reply.skipped.length }) : t('done'),
						action: redo,
					})
				} catch (error) {
					const gone = error instanceof ApiError && error.problem.status === 404
					toast({ text: gone ? t('nothing') : toText(error), urgent: true })
				}
			}
			void run()
		},
		[undoStack, toast, toText, t],
	)
}
