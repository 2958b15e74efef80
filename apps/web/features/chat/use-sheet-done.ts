import { useCallback, useEffect, useRef } from 'react'
import type { Message } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { queryKeys } from '#lib/query-keys.ts'
import { useUndo } from '#lib/use-undo.ts'
import { useToast } from '#ui/toast.tsx'

export interface SheetDone {
	/** The assistant did something: said at once where its sheet is closed already. */
	onDone: (answer: Message) => void
	/** The sheet closes: the latest thing done under it is said over the list, unless it was taken back there. */
	sayDone: () => void
}

/** What the assistant did in the sheet that covers the list. */
export function useSheetDone(isOpen: boolean): SheetDone {
	const t = useTranslations('assistant')
	const { queries } = useClient()
	const toast = useToast()
	const undo = useUndo()
	const latest = useRef<Message | null>(null)
	const open = useRef(isOpen)
	useEffect(() => void (open.current = isOpen), [isOpen])

	const say = useCallback(
		({ content, operation_id }: Message) => {
			if (operation_id) toast({ text: content, action: { label: t('undo'), run: () => undo(operation_id) } })
		},
		[toast, undo, t],
	)
	const onDone = useCallback(
		(answer: Message) => {
			if (open.current) latest.current = answer
			else say(answer)
		},
		[say],
	)
	const sayDone = () => {
		const done = latest.current
		latest.current = null
		if (!done) return
		const messages = queries.getQueryData<Message[]>(queryKeys.messages(done.conversation_id))
		if (!messages?.find(({ id }) => id === done.id)?.undone_by) say(done)
	}
	return { onDone, sayDone }
}
