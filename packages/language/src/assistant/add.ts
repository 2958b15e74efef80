import { parseTask } from '../task.ts'
import { unquote } from '../title.ts'
import type { ParseContext, ParsedTask } from '../types.ts'
import { capitalise } from './clean.ts'
import { takeList } from './into-list.ts'

export const mostTasks = 25

/** "create a high priority task", "add a weekly reminder": adjectives that say something of the task itself. */
export const described =
	/^(?:add|create|make|new|set up|set|give me|i need)\s+(?:me\s+)?(?:a|an|another|new|one)?\s*(?:new\s+)?(?:(high|low|medium|top|urgent|important)(?:[\s-]+priority)?|(daily|weekly|monthly|yearly))\s+(?:task|to-?do|item|reminder)s?\b/i

/** The words with which people ask for a new task; what follows is the task itself. */
const introductions = [
	/^(?:add|create|make|set up|set|new|insert|enter|start|open|log|register|include|append|give me|i need|i want|schedule)\s+(?:me\s+)?(?:(?:a|an|another|the|one|some|two|three|four|five|these|this|following|new|more|quick|\d{1,2})\s+){0,4}(?:(?:(?:high|low|medium|top|urgent|important)(?:[\s-]+priority)?|daily|weekly|monthly|recurring)\s+)?(?:tasks?|to-?dos?|to do|items?|reminders?|things?)(?:\s+(?:on|to|in|for) (?:my|the)(?: to-?do)? list)?(?:\s+(?:called|named|titled|that says|which says|saying|about|that reads|with the title|with title|as follows))?\s*(?:(?:[:,–-]|to|for me to|for|that i (?:need|have|should|must)(?: to)?|of)(?=\s)\s*)?/i,
	/^(?:a |new )?(?:task|to-?do|reminder)\s+(?=(?:for|on|by)\s[^:]{2,40}:\s)/i,
	/^(?:note to self|to-?do|task|reminder|new task|new to-?do)\s*[:–-]\s*/i,
	/^(?:remind me|reminder)\s+(?:that\s+)?(?:i (?:need|have|must|should|ought)\s+(?:to\s+)?|to\s+|about\s+|of\s+|for\s+)?/i,
	/^(?:i(?:'ll|'d)?|we|you)\s+(?:also |really |still |just |probably )*(?:need|needs|have|have got|'ve got|must|should|ought|gotta|got|want|gonna|will|am supposed|am going|better)(?:\s+(?:also|really|still))?\s+(?:me\s+)?(?:to\s+)?(?:remember\s+(?:to\s+)?|make sure (?:to\s+|i\s+|that i\s+)?|not forget (?:to\s+)?)?/i,
	/^(?:i|we)(?:['’]ve| have)(?: also)? (?:got )?(?=(?:an?|another|some|two|three|four|\d{1,2})\s)/i,
	/^(?:i'?ve (?:got )?to|i'?ve got to|i gotta|gotta|need to|have to|must|should|got to)\s+/i,
	/^(?:don'?t|do not|never)\s+let me forget\s+(?:to\s+|about\s+|that i (?:need|have) to\s+)?/i,
	/^(?:don'?t|do not)\s+forget\s*[:,]?\s+(?:to\s+|about\s+)?/i,
	/^(?:i|we)(?:['’]d| would) (?:like|love) to\s+/i,
	/^(?:maybe|perhaps|probably|possibly)\s+(?=\S+\s)/i,
	/^(?:remember|help me (?:to )?remember|make sure(?: that)? (?:i|we|to)|be sure to|make a note|take a note|note(?: down)?|jot down|write down|write|keep in mind|put down|get|save|track)\s*(?::\s*|\s)(?:to\s+|that (?:i (?:need|have|must|should)\s+(?:to\s+)?)?|about\s+|of\s+)?/i,
	/^(?:add|create|put|append|include|throw|stick|insert|enter|slap)(?:\s*:\s*|\s+)(?:in\s+)?(?=\S)/i,
]

const keepsVerb = /^(?:get|save|track|write|schedule|start|open|set|make(?! sure\b)|enter|log|register|give me)\b/i

const namesPlace = /\b(?:on|in|to|onto|into|down)\b.{0,60}$/i

/** The text behind "add a task to", "remind me to", "i need to"…; null where none of these stands. */
export function stripIntroduction(clause: string): string | null {
	for (const pattern of introductions) {
		const match = pattern.exec(clause)
		if (!match || match[0] === '') continue
		// "add low thing": one thing is low, none of low priority.
		if (/\b(?:high|low|medium|top|urgent|important)\s+things?\s*$/i.test(match[0])) continue
		const rest = clause.slice(match[0].length)
		const bareVerb =
			keepsVerb.test(match[0]) && !/\b(?:tasks?|to-?dos?|to do|items?|reminders?|things?|down)\b/i.test(match[0])
		// "put the bins out" is what there is to do.
		const put = /^(?:put|throw|stick|slap|include)\b/i.test(match[0])
		if (bareVerb || (put && !namesPlace.test(clause))) return null
		return rest.trim()
	}
	return null
}

const notesMark =
	/\s*[,;.(–-]?\s*\b(?:with (?:the |a )?(?:notes?|description|details?|comment)|notes?|description|details)(?:\s*[:=]\s*|\s+(?:saying\s+|that\s+)?(?=["'“‘]))|\s*[,;]?\s*\bwith (?:the |a )?(?:note|description|comment) (?:saying |that (?:says )?|to )?/i
const subtasksMark =
	/\s*[,;(–-]?\s*\b(?:with (?:the )?)?(?:sub-?tasks|steps|sub-?items|checklist)(?:\s*[:=]\s*|\s+(?=\S))/i

const furtherField =
	/(?:,|\s+and)\s+(?:with\s+)?(?:an?\s+|the\s+)?((?:due(?: date| on| by)?|deadline|priority|(?:high|medium|low) priority|tag(?:s|ged)?)\s.{1,80})$/i
const dueField =
	/(?:,|\s+with|\s+and)\s+(?:with\s+)?(?:an?\s+|the\s+)?(?:due date|deadline)(?: of| is| on| by|:)?\s+(?=\S)/gi

interface Extras {
	text: string
	notes?: string
	subtasks?: string[]
}

function takeExtras(text: string): Extras {
	const subtasksAt = subtasksMark.exec(text)
	const withSteps = subtasksAt && subtasksAt.index > 0 && /with|:/i.test(subtasksAt[0])
	const body = withSteps ? text.slice(0, subtasksAt.index) : text
	const extras: Extras = { text: body }
	if (withSteps) {
		const items = text.slice(subtasksAt.index + subtasksAt[0].length).split(/\s*[,;\n]\s*(?:and\s+)?|\s+and\s+/)
		extras.subtasks = items
			.map((item) => capitalise(unquote(item.trim().replace(/[.)]$/, ''))))
			.filter((item) => item !== '')
			.slice(0, mostTasks)
	}
	const notesAt = notesMark.exec(body)
	if (notesAt && notesAt.index > 0) {
		const said = body.slice(notesAt.index + notesAt[0].length).trim()
		// "with description …, due friday": what follows is of the task again.
		const behind = /^["“'‘]/.test(said) ? null : furtherField.exec(said)
		extras.text = body.slice(0, notesAt.index) + (behind ? `, ${behind[1] ?? ''}` : '')
		extras.notes = unquote(said.slice(0, behind?.index ?? said.length).replace(/\)$/, ''))
	}
	return extras
}

/** One spoken task: notes, steps and list taken off, the rest read as quick add reads it. */
export function readSpokenTask(text: string, context: ParseContext): ParsedTask {
	const extras = takeExtras(
		text
			.trim()
			.replace(/[\s,;]+$/, '')
			.replace(/(?<=[\p{L}\p{N})"'”])[.!]+$/u, ''),
	)
	const bracketed = /\s\((high|medium|low|urgent)\)$/i.exec(extras.text)
	if (bracketed?.[1]) {
		const level = bracketed[1].replace(/urgent/i, 'high')
		extras.text = `${extras.text.slice(0, bracketed.index)}, ${level} priority`
	}
	extras.text = extras.text.replaceAll(dueField, ', due ').replace(/^(?:[-*•–]\s+|TODO\s+(?=\S))/, '')
	extras.text = extras.text.replace(
		/^\s*,?\s*(?:with no|without an?|without any|no) (?:due )?(?:date|deadline)\s*[:,]\s*|\s*,?\s+(?:with no|without an?|without any) (?:due )?(?:date|deadline)$/i,
		'',
	)
	extras.text = extras.text.replace(
		/,?\s+(?:and )?(?:it['’]?s|it is|this is|that['’]?s)(?: very| really| super| quite)? (urgent|important|high priority|low priority)\b/i,
		(_, level: string) => `, ${/low/i.test(level) ? 'low' : 'high'} priority`,
	)
	const urgent = /^(?:urgent|important|critical)\s*[:!–-]+\s*(?=\S)/i.exec(extras.text)
	const inList = takeList(extras.text.slice(urgent?.[0].length ?? 0), context)
	const read = parseTask(inList.text, context)
	const task: ParsedTask = urgent && read.priority === 'none' ? { ...read, priority: 'high' } : read
	// "buy milk on the shopping list tomorrow": what the date hid may still end in a list.
	const late = inList.list === null ? takeList(task.title, context) : { text: task.title, list: inList.list }
	const plain = cleanTitle(late.text)
	// A quotation is a title as it stands.
	const literal = /^["“'‘]/.test(inList.text.trim()) && !/["”'’]/.test(plain)
	const title = literal
		? plain
		: capitalise(
				plain.replace(
					/^(?:the\s+(?=\S+(?:\s+\S+){0,3}$)|an?\s+(?!(?:few|lot|bit|couple|little|good|great|day|week)\b))/,
					'',
				),
			)
	const spoken: ParsedTask = {
		...task,
		title: title === '' ? capitalise(text.trim()) : title,
		list: task.list ?? late.list,
	}
	if (extras.notes !== undefined) spoken.notes = extras.notes
	if (extras.subtasks !== undefined) spoken.subtasks = extras.subtasks
	return spoken
}

function cleanTitle(title: string): string {
	return unquote(
		title
			.replace(
				/^(?:that i (?:need|have|must|should) (?:to )?|that (?:says )?|to(?! do\b)|about|called|named|titled|saying|me to|:)\s+/i,
				'',
			)
			.replace(/^(?:to)\s+/i, '')
			.replace(
				/^(?:i|we)(?:'ve|’ve|'ll|’ll)?\s+(?:(?:have|need|want|got|ought|gotta) to|must|should|gotta|will)\s+(?=\S+\s)/i,
				'',
			)
			.replace(/\s+(?:to|that|with)$/i, '')
			.trim(),
	)
}

/** "remind me": a task with a time rings at that time unless something else was said. */
export function withReminder(task: ParsedTask): ParsedTask {
	const timed = task.due_date !== null && task.due_date.length > 10
	return timed && task.reminders.length === 0 ? { ...task, reminders: [0] } : task
}
