'use client'
import { useRef, useState } from 'react'
import type { ImportReport } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { readApiOrigin } from '#lib/browser-config.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useErrorText } from '#lib/use-error-text.ts'
import { useUndo } from '#lib/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { sendFile } from './send-file.ts'
import { SettingSection } from './setting-section.tsx'

const formats = ['json', 'csv', 'ics'] as const

/** Everything out as a file, and tasks in from one: looked through first, then taken over as a whole. */
export function Transfer() {
	const t = useTranslations('transfer')
	const { send, queries, undoStack } = useClient()
	const toast = useToast()
	const toText = useErrorText()
	const undo = useUndo()
	const field = useRef<HTMLInputElement>(null)
	const [preview, setPreview] = useState<{ file: File; report: ImportReport } | null>(null)

	const run = async (file: File, dryRun: boolean) => {
		try {
			const report = await sendFile(send, file, dryRun)
			if (dryRun) return setPreview({ file, report })
			setPreview(null)
			const { operation_id } = report
			if (operation_id)
				undoStack.push(operation_id, { verb: 'imported', count: report.created.tasks, title: file.name })
			toast({
				text: t('imported', { count: report.created.tasks }),
				...(operation_id ? { action: { label: t('undo'), run: () => undo(operation_id) } } : {}),
			})
			void queries.invalidateQueries()
		} catch (error) {
			setPreview(null)
			toast({ text: toText(error), urgent: true })
		}
	}

	return (
		<SettingSection title={t('title')} note={t('note')}>
			<div className="flex flex-wrap items-center gap-2">
				{formats.map((format) => (
					<a
						key={format}
						href={`${readApiOrigin()}/api/export?format=${format}`}
						download
						className="inline-flex h-8 items-center rounded-lg border border-line bg-surface px-3.25 text-[13.5px] font-[560] hover:bg-hover"
					>
						{t(`export.${format}`)}
					</a>
				))}
				<Button onPress={() => field.current?.click()}>{t('choose')}</Button>
				<input
					ref={field}
					type="file"
					accept=".json,.csv,application/json,text/csv"
					aria-label={t('choose')}
					className="sr-only"
					tabIndex={-1}
					onChange={({ target }) => {
						const [file] = target.files ?? []
						target.value = ''
						if (file) void run(file, true)
					}}
				/>
			</div>
			{preview && (
				<output className="block rounded-xl border border-line px-4 py-3 text-sm">
					<p className="font-[550]">{t('preview', { ...preview.report.created, file: preview.file.name })}</p>
					{preview.report.skipped.length > 0 && (
						<ul className="mt-1.5 list-disc ps-5 text-ink-2">
							{preview.report.skipped.slice(0, 10).map(({ row, reason }) => (
								<li key={`${row} ${reason}`}>{t('skipped', { row, reason })}</li>
							))}
						</ul>
					)}
					<div className="mt-3 flex gap-2">
						<Button look="primary" onPress={() => void run(preview.file, false)}>
							{t('import')}
						</Button>
						<Button onPress={() => setPreview(null)}>{t('cancel')}</Button>
					</div>
				</output>
			)}
		</SettingSection>
	)
}
