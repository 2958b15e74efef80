import type { Intent } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { knownList } from './change-values.ts'
import { capitalise } from './clean.ts'
import { toCardinal } from './small-talk.ts'

/** More than this many steps are not taken back at once. */
const mostSteps = 10

const stepping =
	/^(undo|revert|take back|roll back|redo)\s+(?:(?:it|that|this)\s+)?(?:(?:the|my)\s+)?(?:last\s+|previous\s+)?(?:(\w{1,5})\s+)?(twice|(?:actions?|changes?|things?|steps?|ones?|edits?|times)|$)(?:\s+(?:things?|changes?))?(?:\s+(?:that\s+)?i(?:'ve)?\s+(?:did|made|done))?$/i

/** "undo the last two", "undo twice", "redo 3 changes". */
function readSteps(plain: string): Intent | null {
	const match = stepping.exec(/\b(?:last|previous)\s+\w+$/i.test(plain) ? `${plain} things` : padNumber(plain))
	if (!match) return null
	const word = match[2] ?? ''
	const times = match[3]?.toLowerCase() === 'twice' ? 2 : (spokenAmounts.get(word.toLowerCase()) ?? toCardinal(word))
	if (times === null || times === 0) return null
	return { kind: /^redo/i.test(plain) ? 'redo' : 'undo', times: Math.min(times, mostSteps) }
}

const padNumber = (plain: string): string => plain.replace(/^(undo|redo)\s+(\d{1,2})$/i, '$1 $2 things')
const spokenAmounts: ReadonlyMap<string, number> = new Map([
	['both', 2],
	['couple', 2],
	['few', 3],
])

const trashName = '(?:the |my )?(?:trash(?: ?can)?|recycle bin|recycling bin|bin|deleted (?:items|tasks|ones|stuff))'
const emptying = new RegExp(
	`^(?:(?:empty|clear|clean|wipe|purge)(?: out)? ${trashName}|(?:permanently )?(?:delete|remove|erase|purge|clear) (?:everything|all(?: of it)?|all (?:the )?tasks) (?:in|from) ${trashName}(?: for good| for ever| forever| permanently)?)$`,
	'i',
)
const showing = new RegExp(
	`^(?:(?:show|list|view|see|open|display)(?: me)?|what(?:'s| is| are| did i put)(?: still)? in|(?:is|are) there (?:anything|something|any tasks) in|go to|look (?:at|in|into)|check|how many (?:tasks )?(?:are )?in) ${trashName}$|^what (?:did|have) i (?:just )?delete[d]?(?: (?:today|recently|lately))?$|^${trashName}\\?$|^which tasks (?:did|have) i deleted?$`,
	'i',
)
const restoring = new RegExp(
	`^(?:restore|recover|bring back|get back|undelete) (?:everything|all(?: of (?:it|them))?|all (?:my |the )?(?:deleted )?tasks|(?:all )?(?:my |the )?deleted (?:tasks|ones|items))(?: (?:from|in|out of) ${trashName})?$`,
	'i',
)

function readTrash(plain: string): Intent | null {
	if (emptying.test(plain)) return { kind: 'empty_trash' }
	if (lastDeleted.test(plain)) return { kind: 'restore_trash', last: true }
	if (restoring.test(plain)) return { kind: 'restore_trash' }
	return showing.test(plain) ? { kind: 'trash' } : null
}

const lastDeleted =
	/^(?:restore|recover|bring back|get back|undelete) (?:the |my )?(?:last|latest|most recently) deleted(?: (?:task|one|item|thing))?$|^(?:restore|recover|bring back|undelete) what i (?:just |last )?(?:deleted|removed)$/i
const undeleting = /^undo (?:the )?(?:deletion|deleting|removal|removing|delete) (?:of )?(?:the |my )?(.{1,80})$/i

const fromTrash = new RegExp(
	`^(?:restore|recover|bring back|get back|undelete|take|get|pull) (.{1,80}?) (?:back )?(?:from|out of) ${trashName}$`,
	'i',
)
const missed = /^what (?:did|have|'ve) i (?:miss|missed|forgotten|forget)(?: so far| lately| recently| today)?$/i

/** What this product has no command for: what it is, for the answer. */
const unknown: readonly [RegExp, string][] = [
	[
		/^(?:duplicate|clone)\s+.{1,80}$|^copy\s+(?:(?:the )?task\b|it\b|that\b|this\b|#?\d|["“]).{0,80}$/i,
		'copying tasks',
	],
	[
		/^(?:pause|unpause|resume|freeze)\s+(?:it|that|this|them|tasks? .{1,20}|#?\d+|(?:the |my )?.{1,40} (?:one|task|reminder|series|repeat))$/i,
		'pausing',
	],
	[
		/^(?:swap|switch|exchange|reorder|rearrange)\s+(?:(?:the )?(?:first|second|third|fourth|last|order|places)\b|tasks?\b|them\b|these\b|my (?:list|tasks)\b|#?\d).{0,60}$/i,
		'the order',
	],
	[
		/^(?:remove|delete|find|clean up|clear|merge)\s+(?:the |all |any |all the |my )?(?:duplicates?|doubles|duplicate tasks)\b.{0,30}$/i,
		'duplicates',
	],
	[/^(?:merge|combine)\s+(?:the |my |these |those )?(?:lists?|tasks?|them|both|\d).{0,80}$/i, 'merging'],
	[
		/^(?:un)?archive\s+(?:(?:the |my )?(?:.{1,40} )?lists?\b|(?:all|completed|done|finished|it|that|them|everything|tasks?)\b).{0,60}$/i,
		'archiving',
	],
	[
		/^(?:un)?(?:pin|favou?rite|bookmark)\s+(?:it|that|this|them|tasks? .{1,20}|#?\d+|(?:the |my )?.{1,40} list)$/i,
		'pinning',
	],
	[
		/^(?:create|add|make|new)\s+(?:an?\s+)?(?:new\s+)?(?:folder|workspace|project group|board|calendar|filter|saved search)\b.{0,80}$/i,
		'folders and the like',
	],
	[
		/^(?:start|set|run|stop|pause)\s+(?:an?\s+|the\s+|my\s+)?(?:\d+[- ]?min(?:ute)?s?\s+)?(?:timer|pomodoro|stopwatch|countdown|focus session)\b.{0,60}$|^track (?:the |my )?time\b.{0,80}$/i,
		'timers',
	],
	[
		/^(?:hide|collapse|expand|minimi[sz]e|select|unselect|deselect|unhide)\s+(?:all|everything|completed|done|finished|the|my|tasks?|lists?|subtasks?|sections?|it|them)\b.{0,60}$/i,
		'how the page looks',
	],
	[
		/^(?:open|go to|show|take me to)\s+(?:the |my )?(?:settings|preferences|account|profile|calendar(?: view)?|board(?: view)?|shortcuts)$/i,
		'opening pages',
	],
	[
		/^(?:sync|connect|link|integrate|subscribe)\s+(?:to |with |this |it |my |the )*.{0,30}\b(?:calendar|google|outlook|gmail|slack|notion|todoist|trello|asana|app|apps|account|phone|email)\b.{0,40}$/i,
		'other apps',
	],
	[
		/^(?:export|import)\b(?: all| my| the| from| to| as| tasks?| lists?| todos?| data| everything| it| them| a| an| file| csv| json| ics| todoist| todo| ticktick| trello| things)+$/i,
		'export and import',
	],
	[
		/^(?:attach|upload|add)\s+(?:an?\s+|the\s+|this\s+|my\s+)?(?:file|photo|picture|image|attachment|document|pdf|screenshot)\b.{0,80}\b(?:to|on)\s+(?:it|that|this|tasks?|the|my|#?\d).{0,60}$/i,
		'files',
	],
]

const views =
	/^(?:open|go to|switch to|take me to|jump to|bring me to)\s+(?:the |my )?(.{1,60}?)(?:\s+(?:list|view|page|tab))?$/i

/** Commands of the app itself. They never become tasks: what can't be done is said. */
export function readAppCommand(plain: string, context: ParseContext): Intent | null {
	if (plain.length > 160) return null
	const clause = plain.replaceAll('’', "'").replace(/[\s.!?]{1,10}$/, '')
	const done = readSteps(clause) ?? readTrash(clause)
	if (done) return done
	const back = fromTrash.exec(clause)?.[1] ?? undeleting.exec(clause)?.[1]
	if (back !== undefined) return { kind: 'reopen', target: { query: back.replace(/^(?:the|my) /i, '') } }
	if (missed.test(clause)) return { kind: 'list', filter: { overdue: true, status: 'pending', label: 'overdue' } }
	const view = readView(clause, context)
	if (view) return view
	const found = unknown.find(([pattern]) => pattern.test(clause))
	return found ? { kind: 'unsupported', what: found[1] } : null
}

/** "go to today", "open the Work list": shown here instead. */
function readView(clause: string, context: ParseContext): Intent | null {
	const said = views.exec(clause)?.[1]
	if (said === undefined) return null
	const list = knownList(said, context)
	// "go to work" is a task, "go to the work list" a wish to see it.
	if (list !== undefined && (/^open\b/i.test(clause) || /\s(?:list|view|page|tab)$/i.test(clause)))
		return { kind: 'list', filter: { list, status: 'pending', label: `in ${list}` } }
	if (/^inbox$/i.test(said))
		return { kind: 'list', filter: { list: 'inbox', status: 'pending', label: 'in your inbox' } }
	if (/^(?:overdue|late)$/i.test(said))
		return { kind: 'list', filter: { overdue: true, status: 'pending', label: 'overdue' } }
	if (/^(?:completed|done)$/i.test(said)) return { kind: 'list', filter: { status: 'completed', label: 'completed' } }
	if (!/^today$/i.test(said)) return null
	const today = context.now.slice(0, 10)
	return { kind: 'list', filter: { status: 'pending', due_from: today, due_to: today, label: 'due today' } }
}

/** Words that begin commands and hardly ever tasks; said of something unknown they are asked about, never added. */
const commanding =
	/^(?:undo|redo|unstar|untag|unpin|reopen|uncomplete|unarchive|rename|retitle|reschedule|postpone|snooze|toggle|deselect|duplicate|prioriti[sz]e|deprioriti[sz]e)\b/i

/** "rename my work list Office": no task, and not understood as anything else. */
export function readLostCommand(plain: string): Intent | null {
	if (/^(?:undo|redo|revert)\s/i.test(plain)) return { kind: 'unsupported', what: 'undoing that' }
	return commanding.test(plain) && plain.includes(' ')
		? { kind: 'unsupported', what: 'that', task: capitalise(plain.slice(0, 200)) }
		: null
}
