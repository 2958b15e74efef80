'use client'
import type { Route } from 'next'
import SearchX from 'lucide-react/icons/search-x'
import { ViewLink } from '#ui/view-link.tsx'

/** What stands where nothing is, or no longer, with a way on. */
export function Missing({ title, text, label, href }: { title: string; text?: string; label: string; href: Route }) {
	return (
		<div className="mx-auto flex max-w-105 flex-col items-center px-8 pt-[16vh] pb-24 text-center max-md:px-5">
			<span aria-hidden className="mb-5 grid size-14 place-items-center rounded-2xl bg-accent-soft text-accent">
				<SearchX className="!size-7 !stroke-[1.5]" />
			</span>
			<h1 className="text-[22px] font-[680] tracking-[-0.02em]">{title}</h1>
			{text && <p className="mt-1.5 text-ink-2">{text}</p>}
			<ViewLink
				href={href}
				className="mt-6 inline-flex h-9 items-center rounded-lg bg-accent px-4 text-sm font-[560] text-accent-ink hover:opacity-90"
			>
				{label}
			</ViewLink>
		</div>
	)
}
