'use client'
import messages from '#messages/en.json?first'
// oxlint-disable-next-line import/no-unassigned-import -- it stands in for the layout
import './globals.css'

/** Stands in for everything, the providers included, so it takes its words without them. */
export default function GlobalError({ reset }: { reset: () => void }) {
	return (
		<html lang="en">
			<body>
				<main role="alert" className="mx-auto flex max-w-105 flex-col items-start gap-3 px-8 pt-24">
					<h1 className="text-[22px] font-[680] tracking-[-0.02em]">{messages.pages.error}</h1>
					<p className="text-ink-2">{messages.pages.errorText}</p>
					<button type="button" className="rounded font-[560] text-accent" onClick={reset}>
						{messages.pages.retry}
					</button>
				</main>
			</body>
		</html>
	)
}
