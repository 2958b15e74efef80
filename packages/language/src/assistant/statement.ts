import type { Intent } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readLostCommand } from './app-commands.ts'
import { isAboutSpoken } from './follow-up.ts'
import { readSpokenTasks } from './several.ts'

const questionWord =
	/^(?:what|who|whom|whose|why|when|where|which|how|is|are|am|was|were|does|did|can|could|should|would|will|has|(?:do|have) (?:i|you|we|they|it|that|this|them|not)\b)\b/i
const smallWords =
	/^(?:lol|haha|hmm+|huh|wow|meh|ugh|yay|omg|wtf|bruh|test|testing|asdf\w*|blah|foo|bar|what|nothing|idk|i don'?t know|maybe|dunno|whatever|start over|start again|begin again|reset|repeat that|interesting|really|my (?:bad|mistake|fault)|sorry|oh well|well|never|always|shut up|same again|one more time|make it so|not today|not tomorrow|call me maybe|seriously|nice try|bad bot|good bot|stupid|you suck|i love you|i'?m (?:tired|sad|happy|fine|good|ok|okay|back|here|busy|sick))$/i

/** People talk about themselves and about the assistant; none of that is a task. */
const feelings =
	/^(?:i(?:'m| am| feel| hate| love| like| think| guess| don'?t (?:like|think|understand))|you(?:'re| are)?|it(?:'s| is)|that(?:'s| is)|this is|there(?:'s| is))\b/i

const settings: readonly [RegExp, string][] = [
	[
		/^(?:change|update|reset|set) my (?:password|e-?mail|name|username|account|time ?zone|language)\b/i,
		'changing your account',
	],
	[/^(?:sign|log)(?: me)? ?(?:out|in|up)\b/i, 'signing in and out'],
	[
		/^(?:turn (?:on|off)|switch to|enable|disable|use) (?:the )?(?:dark|light|notifications?|sound|theme)\b/i,
		'settings',
	],
	[/^(?:export|import|back ?up|print) (?:all )?(?:my |the )?(?:tasks|todos|to-?dos|list|data)\b/i, 'export and import'],
	[/^(?:share|invite|assign) .+ (?:with|to) \w+$/i, 'sharing'],
]

/** What is neither command nor question is most likely a task: "dentist tuesday 3pm". */
export function readStatement(plain: string, typed: string, context: ParseContext): Intent {
	const unknown: Intent = { kind: 'unknown', text: typed }
	const event =
		/^(?:i['’]?m|i am|we['’]?re|we are) (?:going to (?=(?!the\b|a\b|my\b)\p{L}+\s)|gonna )?(\p{L}+ing\s.{2,200})$/iu.exec(
			plain,
		)?.[1]
	const planned = event === undefined || typed.trim().endsWith('?') ? [] : readSpokenTasks(event, event, context)
	if (planned.length > 0 && planned.every(({ due_date }) => due_date !== null)) return { kind: 'add', tasks: planned }
	if (/\btasks? #?\d/i.test(plain) || feelings.test(plain)) return unknown
	const setting = settings.find(([pattern]) => pattern.test(plain))
	if (setting) return { kind: 'unsupported', what: setting[1] }
	if (isAboutSpoken(plain) || smallWords.test(plain) || questionWord.test(plain) || typed.trim().endsWith('?'))
		return unknown
	const lost = readLostCommand(plain)
	if (lost) return lost
	const [task, ...more] = readSpokenTasks(plain, plain, context)
	if (!task) return unknown
	const wordCount = plain.split(/\s+/).length
	const bare = task.due_date === null && task.recurrence === null && task.tags.length === 0
	if (wordCount < 2 && bare) return unknown
	return { kind: 'add', tasks: [task, ...more] }
}
