import type { ReactNode } from 'react'
import { Frame } from '../frame.tsx'

export default function ViewsLayout({ children }: { children: ReactNode }) {
	return <Frame>{children}</Frame>
}
