import { useMemo } from 'react'
import { call, endpoints, type Change } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useToast } from '#ui/toast.tsx'
import { useClient } from './data/client-context.tsx'
import type { Did } from './data/undo-stack.ts'
import { useErrorText } from './use-error-text.ts'
import { useUndo } from './use-undo.ts'

export interface Writes {
	/** Runs a write; where it fails that is said, and what it changed here before is taken back. */
	attempt: <T>(write: () => Promise<T>, rollBack?: () => void) => Promise<T | null>
	/** Says what was done to an entity, with the way back. */
	sayDone: (entity: Change['entity'], id: number | string, text: string, did: Did) => Promise<void>
}

/** What writes share whose answer names no operation: lists, sections, tags, finished occurrences. */
export function useWrites(): Writes {
	const t = useTranslations('undo')
	const { send, undoStack } = useClient()
	const toast = useToast()
	const undo = useUndo()
	const toText = useErrorText()

	return useMemo(() => {
		/** These writes don't answer their operation, so it is asked for by what it touched. */
		async function findOperation(entity: Change['entity'], id: number | string): Promise<string | undefined> {
			const before = String(Number.MAX_SAFE_INTEGER)
			const query = { entity, entity_id: String(id), before, limit: '1' }
			const { changes } = await call(send, endpoints.changes.listChanges, { query })
			return changes[0]?.operation_id
		}

		return {
			async attempt(write, rollBack) {
				try {
					return await write()
				} catch (error) {
					rollBack?.()
					toast({ text: toText(error), urgent: true })
					return null
				}
			},
			async sayDone(entity, id, text, did) {
				// What was done is done, whether or not its way back can be found.
				const operation = await findOperation(entity, id).catch(() => undefined)
				if (operation) undoStack.push(operation, did)
				toast({ text, ...(operation ? { action: { label: t('undo'), run: () => undo(operation) } } : {}) })
			},
		}
	}, [send, undoStack, toast, undo, toText, t])
}
