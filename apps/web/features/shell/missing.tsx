'use client'
import type { Route } from 'next'
import { ViewLink } from '#ui/view-link.tsx'

/** What stands where something is no longer, with a way on. */
export function Missing({ title, text, label, href }: { title?: string; text: string; label: string; href: Route }) {
	return (
		<div className="mx-auto flex max-w-105 flex-col items-start gap-3 px-8 pt-24 max-md:px-5">
			{title && <h1 className="text-[22px] font-[680] tracking-[-0.02em]">{title}</h1>}
			<p className="text-ink-2">{text}</p>
			<ViewLink href={href} className="rounded font-[560] text-accent hover:underline">
				{label}
			</ViewLink>
		</div>
	)
}
