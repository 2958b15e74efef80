'use client'
import type { RefObject } from 'react'
import Check from 'lucide-react/icons/check'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { classNames } from '#lib/class-names.ts'
import type { MenuProps } from './menu.tsx'
import { PopoverBox } from './popover-box.tsx'

interface Props extends MenuProps {
	trigger: RefObject<HTMLElement | null>
	onClose: () => void
	end?: boolean
}

export function MenuPopover({ label, items, onAction, trigger, onClose, end = false }: Props) {
	return (
		<PopoverBox label={label} end={end} trigger={trigger} onClose={onClose} className="min-w-48 p-1">
			<Menu
				aria-label={label}
				autoFocus="first"
				onClose={onClose}
				onAction={(key) => onAction(String(key))}
				className="max-h-80 overflow-auto outline-none"
			>
				{items.map((item) => (
					<MenuItem
						key={item.id}
						id={item.id}
						textValue={item.label}
						className={classNames(
							'flex min-h-8.5 items-center gap-2.5 rounded-[7px] px-2.5 text-sm outline-none data-[focused]:bg-hover max-md:min-h-11 [&_.lucide]:size-4',
							item.danger ? 'text-overdue' : 'text-ink',
						)}
					>
						{item.icon}
						<span className="flex-1">{item.label}</span>
						{item.hint && <span className="text-[12.5px] text-ink-3">{item.hint}</span>}
						{item.chosen && <Check className="text-accent" />}
					</MenuItem>
				))}
			</Menu>
		</PopoverBox>
	)
}
