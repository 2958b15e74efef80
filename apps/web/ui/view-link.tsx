'use client'
import type { ComponentProps, MouseEvent } from 'react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'

interface Props<T extends string> extends Omit<ComponentProps<'a'>, 'href' | 'target' | 'download'> {
	href: Route<T>
}

/**
 * A link within the page. What it leads to is loaded when it is about to be followed, not with the page it stands on.
 * Next's own link can do much that no link here needs, and weighs 3 kB.
 */
export function ViewLink<T extends string>({ href, onClick, children, ...props }: Props<T>) {
	const router = useRouter()
	const load = () => router.prefetch(href)
	const follow = (event: MouseEvent<HTMLAnchorElement>) => {
		onClick?.(event)
		if (event.defaultPrevented || opensElsewhere(event)) return
		event.preventDefault()
		router.push(href)
	}
	return (
		<a {...props} href={href} onClick={follow} onPointerEnter={load} onFocus={load}>
			{children}
		</a>
	)
}

/** The browser's own ways to a new tab, a new window or a file. */
const opensElsewhere = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) =>
	button !== 0 || ctrlKey || metaKey || shiftKey || altKey
