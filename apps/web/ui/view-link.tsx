'use client'
import type { ComponentProps } from 'react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'

type Props<T extends string> = Omit<ComponentProps<typeof Link<T>>, 'prefetch' | 'onPointerEnter' | 'onFocus'>

/** A link within the page. What it leads to is loaded when it is about to be followed, not with the page it stands on. */
export function ViewLink<T extends string>(props: Props<T>) {
	const router = useRouter()
	const load = () => {
		if (typeof props.href === 'string') router.prefetch(props.href)
	}
	return <Link {...props} prefetch={false} onPointerEnter={load} onFocus={load} />
}
