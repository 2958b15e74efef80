'use client'
import { createContext, useContext, type ReactNode } from 'react'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { classNames } from '#lib/class-names.ts'
import { ViewLink } from '#ui/view-link.tsx'

interface Props<T extends string> {
	href: Route<T>
	icon: ReactNode
	children: ReactNode
	/** A number or a key at the end of the line. */
	end?: ReactNode
}

/** What else happens when a line of the sidebar is followed: a sheet around it closes. */
export const NavigateContext = createContext<(() => void) | undefined>(undefined)

const frame = 'flex h-[34px] flex-none items-center gap-2.5 rounded-lg px-2 max-lg:h-10 hover:bg-hover'

/** A line of the sidebar that leads to a view. */
export function NavItem<T extends string>({ href, icon, children, end }: Props<T>) {
	const path = usePathname()
	const onNavigate = useContext(NavigateContext)
	const here = decodePath(path) === decodePath(href)
	return (
		<ViewLink
			href={href}
			onClick={() => onNavigate?.()}
			aria-current={here ? 'page' : undefined}
			className={classNames(frame, here ? 'bg-hover text-accent' : 'text-ink-2')}
		>
			{icon}
			<span className={classNames('min-w-0 flex-1 truncate text-ink', here ? 'font-[600]' : 'font-[450]')}>
				{children}
			</span>
			{end !== undefined && <span className="text-[12.5px] text-ink-3">{end}</span>}
		</ViewLink>
	)
}

/** A line of the sidebar that does something. */
export function NavButton({
	icon,
	children,
	end,
	strong = false,
	stay = false,
	onPress,
}: {
	icon: ReactNode
	children: ReactNode
	end?: ReactNode
	strong?: boolean
	/** What it opens stands within the sidebar, which therefore stays. */
	stay?: boolean
	onPress: () => void
}) {
	const onNavigate = useContext(NavigateContext)
	return (
		<button
			type="button"
			onClick={() => {
				if (!stay) onNavigate?.()
				onPress()
			}}
			className={classNames(frame, 'w-full text-start', strong ? 'text-accent' : 'text-ink-2')}
		>
			{icon}
			<span className={classNames('min-w-0 flex-1 truncate', strong ? 'font-[550]' : 'font-[450] text-ink')}>
				{children}
			</span>
			{end}
		</button>
	)
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path)
	} catch {
		return path
	}
}
