import type { Intent, TaskFilter } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readFilter } from './filter.ts'
import { readPastTense } from './past.ts'

const doneWords =
	'(?:done|finished|completed?|ready|off (?:my|the) list|paid|bought|sent|called|booked|fixed|cleaned|washed|submitted|filed|ordered|returned|renewed|written|signed|packed|printed)'
const isDone = new RegExp(
	`^(?:is|are|was|were|has|have)\\s+(?:the |my |our )?(.{2,80}?)\\s+(?:been |already |all |now )*(${doneWords})(?: yet| already| now)?$`,
	'i',
)
const haveI = /^(?:did|have) (?:i|we) (?:already |ever |actually )?(.{3,80}?)(?: yet| already)?$/i
const whenIs =
	/^(?:is|are|was|were) (?:the|my|our) (.{2,60}?) (?:still |already )?(?:on|at|due|in|for|this|next|today|tonight|tomorrow|scheduled|planned|coming|overdue|late)\b.*$/i
const whenDo =
	/^when (?:do|did|must|should|can|will|am) (?:i|we) (?:have to |need to |supposed to |going to |go to |go |be at |meet )*(.{2,80}?)(?: next| again)?$/i
const shouldI =
	/^(?:(?:should|shall|must) (?:i|we)|do (?:i|we) (?:still )?(?:have|need) to) (?:still |really )?([a-z]+ .{2,80})$/i
const whatTime =
	/^(?:what time|what day|which day|how long|how many (?:days|weeks|hours)|how soon|what date)(?: (?:is|are|until|till|before|to|do i have|left|does|it|the|my))+ (.{2,60}?)(?: due| on| at| start| begin| again)?$/i
const added =
	/^(?:what|which|how many|show(?: me)?|list)\b.{0,30}?\b(?:(?:did|have) i (?:just )?|(?:that )?i(?:'ve)? (?:just )?|was |were )?(add(?:ed)?|creat(?:e|ed)|ma(?:ke|de))\b(.{0,40})$/i

/** Questions about one thing: "is the rent paid?", "have I called mum?", "is the dentist on tuesday?", "when do I go to the gym?". */
export function readAskedAbout(plain: string, typed: string, context: ParseContext): Intent | null {
	const should = typed.trim().endsWith('?') ? shouldI.exec(plain)?.[1] : undefined
	if (should !== undefined && !isGeneral(should)) return { kind: 'list', filter: toNamed(should), asks: 'done' }
	if (
		/^(?:is|are|was|were) (?:it|that|this|they|those) (?:already |still |really )?(?:done|finished|completed?|due|open|overdue|urgent|important|repeating|recurring)\b|^when (?:is|are) (?:it|that|they|those)(?: due)?$/i.test(
			plain,
		)
	) {
		const filter: TaskFilter = { spoken: true, status: 'all', label: '' }
		return /\b(?:done|finished|completed?)\b/i.test(plain)
			? { kind: 'list', filter, asks: 'done' }
			: { kind: 'list', filter }
	}
	const done = isDone.exec(plain)
	if (done?.[1] && !isGeneral(done[1]))
		return { kind: 'list', filter: toNamed(`${readPastTense(done[2] ?? '') ?? ''} ${done[1]}`), asks: 'done' }
	const kept =
		/^(?:did|have) (?:i|we) (?:already )?(?:add(?:ed)?|create[d]?|put|note[d]?(?: down)?) (.{2,60}?)(?: yet| already| before| to (?:my|the) list)*$/i.exec(
			plain,
		)?.[1]
	if (kept !== undefined && !isGeneral(kept)) return { kind: 'list', filter: toNamed(kept) }
	const said = haveI.exec(plain)?.[1]
	if (said !== undefined && !isGeneral(said)) {
		const { filter, rest, narrowed } = readFilter(said, context)
		if (rest !== '' && said.includes(' ') && (!narrowed || filter.status === undefined))
			return { kind: 'list', filter: toNamed(said), asks: 'done' }
	}
	const named = typed.trim().endsWith('?') && /^[\p{L}\p{N}' -]{3,40}$/u.test(plain) && plain.split(' ').length <= 3
	if (named && !questionWords.test(plain) && readFilter(plain, context).rest === plain)
		return { kind: 'list', filter: toNamed(plain) }
	const about = whenIs.exec(plain)?.[1] ?? whenDo.exec(plain)?.[1] ?? whatTime.exec(plain)?.[1]
	if (about !== undefined && !isGeneral(about)) return { kind: 'list', filter: toNamed(about) }
	return readAdded(plain, context)
}

const questionWords =
	/^(?:what|why|how|when|where|who|which|whose|really|seriously|sure|ok|okay|yes|no|right|maybe|and|or|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|anything|something|please|again|hello|hi|huh)\b/i

/** Words that name all tasks or none, not one. */
const isGeneral = (text: string): boolean =>
	/^(?:it|that|this|they|them|i|we|you|there|any|anything|everything|all|nothing|much|enough|more|less|.*\b(?:tasks?|to-?dos?|lists?|items?|anything|everything|something|things?|reminders?|ones?|planned|scheduled|due|to do|finish(?:ed)?|complet(?:e|ed)|done|do|get done|accomplish(?:ed)?|achieved?)\b.*)$/i.test(
		text.trim(),
	)

function toNamed(words: string): TaskFilter {
	const text = words.replaceAll(/\b(?:the|my|our|a|an)\s+/gi, '').trim()
	return { text, status: 'all', label: `about “${text}”` }
}

/** "what did I add today?": by the day they were made. */
function readAdded(plain: string, context: ParseContext): Intent | null {
	const when = added.exec(plain)?.[2]
	if (when === undefined) return null
	const { filter, rest } = readFilter(when, context)
	if (rest !== '' || (filter.due_from === undefined && filter.due_to === undefined)) return null
	const made: TaskFilter = { status: 'all', label: `added ${filter.label.replace(/^due /, '')}` }
	if (filter.due_from !== undefined) made.created_from = filter.due_from
	if (filter.due_to !== undefined) made.created_to = filter.due_to
	return { kind: /^how many/i.test(plain) ? 'count' : 'list', filter: made }
}
