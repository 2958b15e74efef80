import { longestCommand } from './clean.ts'

const mostClauses = 30

/** Verbs that begin a command of their own, so that "…, and delete the other" is a second action. */
const verbs =
	"add|create|delete|remove|erase|mark|complete|finish|check off|tick off|cross off|rename|reschedule|postpone|move|push|snooze|show|list|tag|untag|undo|redo|remind me|set|change|update|reopen|put|make (?:task|it|that|the)|cancel|drop|clear|prioriti[sz]e|what(?:'s| is| are| do)|how many|make (?:me )?(?:an?|another|the) [^,;.]{0,50}?\\blist\\b"

const numbered = /^\s*(?:(?:[-*•–]|\d{1,3}[.)])\s+(?:\[[ x]?\]\s+)?|\[[ x]?\]\s+)/i

const separator = new RegExp(
	`(?:\\s*[,;.!?]\\s*(?:and\\s+then\\s+|and\\s+also\\s+|and\\s+|then\\s+|also\\s+|please\\s+)?|\\s+(?:and\\s+then|and\\s+also|and|then|also|after that)\\s+(?:please\\s+)?)(?=(?:${verbs})\\b)`,
	'gi',
)

export function isListLine(line: string): boolean {
	return numbered.test(line)
}

export function stripListMark(line: string): string {
	return line.replace(numbered, '').trim()
}

/** A message split into the lines and commands it holds, in order; quoted text is never split. */
export function splitClauses(text: string): string[] {
	const lines = text.split(/\r?\n/).flatMap(splitSentences)
	const clauses = lines.flatMap((line) => (line.length > longestCommand * 3 ? [line] : splitCommands(line)))
	return clauses
		.map((clause) => clause.trim())
		.filter((clause) => /[\p{L}\p{N}?]/u.test(clause))
		.slice(0, mostClauses)
}

function splitSentences(line: string): string[] {
	const pieces: string[] = []
	let from = 0
	for (const at of findOutsideQuotes(line, ';')) {
		pieces.push(line.slice(from, at))
		from = at + 1
	}
	pieces.push(line.slice(from))
	return pieces
}

function splitCommands(line: string): string[] {
	const quoted = findQuoted(line)
	const pieces: string[] = []
	let from = 0
	for (const match of line.matchAll(separator)) {
		const inside = quoted.some((span) => match.index >= span.start && match.index < span.end)
		if (inside || !isCommandBreak(line.slice(from, match.index), match[0], line.slice(match.index + match[0].length)))
			continue
		pieces.push(line.slice(from, match.index + (/[?]/.test(match[0]) ? 1 : 0)))
		from = match.index + match[0].length
	}
	pieces.push(line.slice(from))
	return pieces
}

const startsCommand = new RegExp(
	`^\\s*(?:please\\s+|can you\\s+|could you\\s+)?(?:${verbs}|skip|i(?:'ve| have)|i need|i did|yes|no)\\b`,
	'i',
)

/** "and put away the dishes" inside a task is no new command; a break counts where what comes before commands too. */
function isCommandBreak(left: string, mark: string, right: string): boolean {
	if (/^\s*[.!?;]/.test(mark)) return true
	// "add call the bank, tag finance": a tag of what is being added.
	if (/^tag\s+#?[\p{L}\p{N}_-]+\s*(?:[,;.!]|$)/iu.test(right) && !/^tag\s+(?:it|this|that|them)\b/i.test(right))
		return false
	// "dentist at 2, remind me an hour before": of what is being added.
	if (
		/^remind me (?:an?|half|\d+|one|two|five|ten|fifteen|twenty|thirty)\b.{0,30}?\b(?:before|early|earlier|ahead|beforehand)\s*(?:[.!,;]|$)/i.test(
			right,
		)
	)
		return false
	if (!startsCommand.test(left)) return /\b(?:done|finished|complete)$/i.test(left)
	const doubtful =
		/^(?:put|set|make|finish|complete|clear|drop|check off|move|push|list|cancel|mark|change|update|tag|reopen)\b/i.test(
			right,
		)
	if (!doubtful || /^\s*(?:please\s+)?(?:create|make|add|start)\b.{0,60}\blist\b/i.test(left)) return true
	// "add buy milk and cancel gym": the second verb belongs to the title unless it names what is on the list.
	return (
		!/^\s*(?:please\s+)?(?:add|create|remind me|i need)\b/i.test(left) ||
		/\b(?:task|tasks|#\d|it|them|that|there|everything)\b/i.test(right)
	)
}

interface Quoted {
	start: number
	end: number
}

export function findQuoted(text: string): Quoted[] {
	const spans: Quoted[] = []
	for (const match of text.matchAll(
		/"[^"\n]{1,400}"|“[^”\n]{1,400}”|(?<![\p{L}\p{N}])'[^'\n]{1,400}'(?![\p{L}\p{N}])|‘[^’\n]{1,400}’/gu,
	))
		spans.push({ start: match.index, end: match.index + match[0].length })
	return spans
}

function findOutsideQuotes(text: string, mark: string): number[] {
	const quoted = findQuoted(text)
	const found: number[] = []
	for (let at = text.indexOf(mark); at >= 0 && found.length < mostClauses; at = text.indexOf(mark, at + 1))
		if (!quoted.some((span) => at >= span.start && at < span.end)) found.push(at)
	return found
}
