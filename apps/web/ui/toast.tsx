'use client'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import X from 'lucide-react/icons/x'

export interface ToastContent {
	text: string
	/** One thing that can be done about it. */
	action?: { label: string; run: () => void }
	/** Something went wrong: said at once, also by screen readers. */
	urgent?: boolean
}

type Show = (content: ToastContent) => void
interface Shown extends ToastContent {
	key: number
}

/** How long a message stays, in milliseconds; while it is hovered or focused it doesn't go. */
const stay = 8000

const ToastContext = createContext<Show>(() => undefined)
const CloseUrgentContext = createContext<() => void>(() => undefined)

export const useToast = (): Show => useContext(ToastContext)
/** Takes away what says that something went wrong, once it no longer matters. */
export const useCloseUrgent = (): (() => void) => useContext(CloseUrgentContext)

export function ToastProvider({ children, closeLabel }: { children: ReactNode; closeLabel: string }) {
	const [toast, setToast] = useState<Shown | null>(null)
	const count = useRef(0)
	const show = useCallback<Show>((content) => setToast({ ...content, key: ++count.current }), [])
	const closeUrgent = useCallback(() => setToast((now) => (now?.urgent ? null : now)), [])
	return (
		<ToastContext value={show}>
			<CloseUrgentContext value={closeUrgent}>{children}</CloseUrgentContext>
			<div aria-live="polite" className="contents">
				{toast && <Toast key={toast.key} toast={toast} closeLabel={closeLabel} onClose={() => setToast(null)} />}
			</div>
		</ToastContext>
	)
}

function Toast({ toast, closeLabel, onClose }: { toast: Shown; closeLabel: string; onClose: () => void }) {
	const [held, setHeld] = useState(false)
	const close = useRef(onClose)
	useEffect(() => void (close.current = onClose))
	useEffect(() => {
		if (held) return
		const timer = setTimeout(() => close.current(), stay)
		return () => clearTimeout(timer)
	}, [held])
	const hold = useMemo(() => ({ on: () => setHeld(true), off: () => setHeld(false) }), [])
	return (
		<div
			role={toast.urgent ? 'alert' : 'status'}
			data-toast=""
			onPointerEnter={hold.on}
			onPointerLeave={hold.off}
			onFocus={hold.on}
			onBlur={hold.off}
			className="toast-place fixed z-60 flex max-w-[min(92vw,560px)] animate-[rise_160ms_ease-out] items-center gap-4 rounded-[11px] bg-ink py-2.5 ps-4 pe-2.5 text-sm text-ground shadow-float"
		>
			<span className="min-w-0 [overflow-wrap:anywhere]">{toast.text}</span>
			{toast.action && (
				<button
					type="button"
					className="rounded px-1 font-semibold text-toast-accent outline-offset-2 focus-visible:outline-toast-accent"
					onClick={() => {
						toast.action?.run()
						onClose()
					}}
				>
					{toast.action.label}
				</button>
			)}
			<button
				type="button"
				aria-label={closeLabel}
				onClick={onClose}
				className="grid size-6 place-items-center rounded text-ground/70 hover:text-ground focus-visible:outline-toast-accent [&_.lucide]:size-3.5"
			>
				<X />
			</button>
		</div>
	)
}
