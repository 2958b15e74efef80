import { useMemo } from 'react'
import { ApiError } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useToast } from '#ui/toast.tsx'
import { useClient } from './data/client-context.tsx'
import type { Did, Reversed } from './data/undo-stack.ts'
import { useErrorText } from './use-error-text.ts'

export interface Reversals {
	/** Takes back an operation, the latest one of this tab where none is named, and says what came of it. */
	undo: (operationId?: string) => void
	/** Does again what was taken back, the latest in this tab where none is named, and says what came of it. */
	redo: (operationId?: string) => void
}

export function useReversals(): Reversals {
	const t = useTranslations('undo')
	const { undoStack } = useClient()
	const toast = useToast()
	const toText = useErrorText()
	return useMemo(() => {
		async function attempt(step: () => Promise<Reversed | null>, nothing: string, say: (reply: Reversed) => void) {
			try {
				const reply = await step()
				if (reply) say(reply)
				else toast({ text: nothing })
			} catch (error) {
				const gone = error instanceof ApiError && error.problem.status === 404
				toast({ text: gone ? nothing : toText(error), urgent: true })
			}
		}
		const toSentence = (how: 'undone' | 'redone', skipped: number, did: Did | undefined) =>
			t(how, {
				skipped,
				what: did ? t(`did.${did.verb}`, { count: did.count, title: did.title }) : '',
				named: did ? 'yes' : 'no',
			})
		const undo = (operationId?: string) =>
			void attempt(
				() => undoStack.undo(operationId),
				t('nothing'),
				({ operation_id, skipped, did }) =>
					toast({
						text: toSentence('undone', skipped.length, did),
						action: { label: t('redo'), run: () => redo(operation_id) },
					}),
			)
		const redo = (operationId?: string) =>
			void attempt(
				() => undoStack.redo(operationId),
				t('nothingToRedo'),
				({ operation_id, skipped, did }) =>
					toast({
						text: toSentence('redone', skipped.length, did),
						action: { label: t('undo'), run: () => undo(operation_id) },
					}),
			)
		return { undo, redo }
	}, [undoStack, toast, toText, t])
}

export const useUndo = (): Reversals['undo'] => useReversals().undo
