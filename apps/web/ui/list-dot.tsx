import type { Colour } from '@todo/contract'
import Hash from 'lucide-react/icons/hash'
import { classNames } from '#lib/class-names.ts'

const dots: Record<Colour, string> = {
	grey: 'bg-ink-3',
	red: 'bg-high',
	orange: 'bg-[oklch(0.66_0.17_45)]',
	amber: 'bg-medium',
	green: 'bg-[oklch(0.62_0.14_145)]',
	teal: 'bg-accent',
	blue: 'bg-low',
	violet: 'bg-[oklch(0.6_0.16_295)]',
	pink: 'bg-[oklch(0.66_0.17_355)]',
}

const marks: Record<Colour, string> = {
	grey: 'text-ink-2',
	red: 'text-high',
	orange: 'text-[oklch(0.66_0.17_45)]',
	amber: 'text-medium',
	green: 'text-[oklch(0.62_0.14_145)]',
	teal: 'text-accent',
	blue: 'text-low',
	violet: 'text-[oklch(0.6_0.16_295)]',
	pink: 'text-[oklch(0.66_0.17_355)]',
}

export const colours = [
	'grey',
	'red',
	'orange',
	'amber',
	'green',
	'teal',
	'blue',
	'violet',
	'pink',
] as const satisfies Colour[]
export const isColour = (value: string): value is Colour => colours.some((colour) => colour === value)

export function ListDot({ colour }: { colour: Colour }) {
	return <span aria-hidden className={classNames('ms-1 me-[5px] size-[9px] flex-none rounded-full', dots[colour])} />
}

/** The sign of a tag in its colour. */
export const TagMark = ({ colour }: { colour: Colour }) => <Hash className={marks[colour]} />
