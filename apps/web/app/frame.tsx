'use client'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useRouter } from 'next/navigation'
import PanelRight from 'lucide-react/icons/panel-right'
import { useTranslations } from 'use-intl'
import type { Message } from '@todo/contract'
import { AccountFoot } from '#features/account/account-foot.tsx'
import { ChatPanel } from '#features/chat/chat-panel.tsx'
import { useSheetDone } from '#features/chat/use-sheet-done.ts'
import { SidebarLists } from '#features/lists/sidebar-lists.tsx'
import { AssistantPane } from '#features/shell/assistant-pane.tsx'
import { FarewellNote } from '#features/shell/farewell-note.tsx'
import { LostBanner } from '#features/shell/lost-banner.tsx'
import { PhoneTabs } from '#features/shell/phone-tabs.tsx'
import { Sidebar } from '#features/shell/sidebar.tsx'
import { useAssistant } from '#features/shell/use-assistant.ts'
import { useKeys } from '#features/shell/use-keys.ts'
import { TaskCardRow } from '#features/tasks/task-card-row.tsx'
import { useCounts } from '#features/tasks/use-counts.ts'
import { useSessionEnded } from '#lib/data/client-context.tsx'
import { startTypingAhead } from '#lib/typed-ahead.ts'
import { usePhone } from '#lib/use-media.ts'
import { useReversals } from '#lib/use-undo.ts'
import { IconButton } from '#ui/button.tsx'
import { NavigateContext } from '#ui/nav-item.tsx'
import { Sheet } from '#ui/sheet.tsx'

const SessionEnded = lazy(() =>
	import('#features/account/session-ended.tsx').then((module) => ({ default: module.SessionEnded })),
)
const KeysHelp = lazy(() => import('#features/shell/keys-help.tsx').then((module) => ({ default: module.KeysHelp })))
const QuickAddSheet = lazy(() =>
	import('#features/tasks/quick-add-sheet.tsx').then((module) => ({ default: module.QuickAddSheet })),
)

const routes = { inbox: '/inbox', today: '/', upcoming: '/upcoming', completed: '/completed' } as const

/** What stands around every view: sidebar, assistant, tabs on the phone, and the keys that work everywhere. */
export function Frame({ children }: { children: ReactNode }) {
	const t = useTranslations('nav')
	const router = useRouter()
	const counts = useCounts()
	const assistant = useAssistant()
	const { undo, redo } = useReversals()
	const sessionEnded = useSessionEnded()
	const phone = usePhone()
	const [open, setOpen] = useState<'add' | 'browse' | 'keys' | null>(null)
	const close = () => setOpen(null)
	const sheet = useSheetDone(assistant.sheet)

	const actions = useMemo(() => {
		const add = () => {
			const field = document.querySelector<HTMLElement>('main [data-quick-add]')
			if (field?.offsetParent) field.focus()
			else setOpen('add')
		}
		return {
			add,
			search: () => {
				const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
				if (field) return field.select()
				startTypingAhead(t('search'))
				router.push('/search')
			},
			go: (place: keyof typeof routes) => router.push(routes[place]),
			assistant: assistant.toggle,
			undo: () => undo(),
			redo: () => redo(),
			help: () => setOpen('keys'),
		}
	}, [router, assistant.toggle, undo, redo, t])
	useKeys(actions)

	const toSidebar = (onNavigate?: () => void) => (
		<NavigateContext value={onNavigate}>
			<Sidebar
				counts={counts}
				lists={<SidebarLists counts={counts} />}
				foot={<AccountFoot />}
				onAdd={actions.add}
				onSearch={actions.search}
			/>
		</NavigateContext>
	)
	const closeSheet = () => {
		assistant.close()
		sheet.sayDone()
	}
	const panel = (onClose: () => void, autoFocus = false, onDone?: (answer: Message) => void) => (
		<ChatPanel
			autoFocus={autoFocus}
			onClose={onClose}
			onDone={onDone}
			renderTask={(task) => <TaskCardRow key={task.id} task={task} />}
		/>
	)

	return (
		<div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] overflow-hidden md:grid-cols-[248px_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)] lg:grid-cols-[248px_minmax(0,1fr)_var(--assistant)] lg:[[data-assistant=closed]_&]:grid-cols-[248px_minmax(0,1fr)]">
			<a
				href="#main"
				className="sr-only z-60 rounded-lg bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
			>
				{t('skip')}
			</a>
			<div className="flex min-h-0 border-e border-line max-md:hidden">{toSidebar()}</div>
			<main id="main" tabIndex={-1} className="relative min-h-0 overflow-y-auto outline-none">
				<LostBanner />
				<FarewellNote />
				{children}
				<div className="fixed end-4 bottom-4 max-md:hidden lg:hidden lg:[[data-assistant=closed]_&]:block">
					<IconButton
						label={t('showAssistant')}
						className="!size-9 border border-line bg-surface shadow-float"
						onPress={assistant.toggle}
					>
						<PanelRight />
					</IconButton>
				</div>
			</main>
			<AssistantPane>{panel(assistant.close)}</AssistantPane>
			<PhoneTabs onAdd={() => setOpen('add')} onAssistant={assistant.toggle} onBrowse={() => setOpen('browse')} />
			{assistant.sheet && (
				<Sheet tall label={t('assistant')} onClose={closeSheet}>
					{/* On the phone the keyboard would cover half of what was said. */}
					{panel(closeSheet, !phone, sheet.onDone)}
				</Sheet>
			)}
			{open === 'browse' && (
				<Sheet label={t('browse')} onClose={close}>
					<div className="flex min-h-0 flex-1 flex-col [&_nav]:bg-transparent">{toSidebar(close)}</div>
				</Sheet>
			)}
			<Suspense>
				{open === 'add' && <QuickAddSheet onClose={close} />}
				{open === 'keys' && <KeysHelp onClose={close} />}
				{sessionEnded && <SessionEnded />}
			</Suspense>
		</div>
	)
}
