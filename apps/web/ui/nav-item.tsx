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
	/** What can be done to it: a button that shows in place of `end` under the pointer, and beside it on touch. */
	menu?: ReactNode
}

/** What else happens when a line of the sidebar is followed: a sheet around it closes. */
export const NavigateContext = createContext<(() => void) | undefined>(undefined)

const frame = 'flex h-[34px] flex-none items-center gap-2.5 rounded-lg px-2 max-lg:h-10 hover:bg-hover'

/** A line of the sidebar that leads to a view. */
export function NavItem<T extends string>({ href, icon, children, end, menu }: Props<T>) {
	const path = usePathname()
	const onNavigate = useContext(NavigateContext)
	const here = decodePath(path) === decodePath(href)
	const link = (
		<ViewLink
			href={href}
			onClick={() => onNavigate?.()}
			aria-current={here ? 'page' : undefined}
			className={classNames(
				frame,
				here ? 'bg-hover text-accent' : 'text-ink-2',
				Boolean(menu) && 'pointer-coarse:pe-11',
			)}
		>
			{icon}
			<span className={classNames('min-w-0 flex-1 truncate text-ink', here ? 'font-[600]' : 'font-[450]')}>
				{children}
			</span>
			{end !== undefined && (
				<span
					className={classNames(
						'text-[12.5px] text-ink-3',
						Boolean(menu) &&
							'group-focus-within/nav:opacity-0 group-hover/nav:opacity-0 pointer-coarse:!opacity-100 group-has-aria-expanded/nav:opacity-0',
					)}
				>
					{end}
				</span>
			)}
		</ViewLink>
	)
	if (!menu) return link
	return (
		<div className="group/nav relative grid flex-none">
			{link}
			<div className="absolute end-1 top-1/2 -translate-y-1/2 opacity-0 group-focus-within/nav:opacity-100 group-hover/nav:opacity-100 group-has-aria-expanded/nav:opacity-100 pointer-coarse:opacity-100 [&_.lucide]:size-4">
				{menu}
			</div>
		</div>
	)
}

/** A small way to what is seldom needed, at the foot of the sidebar. */
export function FootLink<T extends string>({ href, icon, children }: Omit<Props<T>, 'end' | 'menu'>) {
	const here = usePathname() === href
	const onNavigate = useContext(NavigateContext)
	return (
		<ViewLink
			href={href}
			onClick={() => onNavigate?.()}
			aria-current={here ? 'page' : undefined}
			className={classNames(
				'flex h-8 items-center gap-1.5 rounded-lg px-2 text-[13px] hover:bg-hover max-lg:h-11 md:[&_.lucide]:hidden [&_.lucide]:size-[15px]',
				here ? 'bg-hover font-[600] text-accent' : 'text-ink-2',
			)}
		>
			{icon}
			{children}
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
