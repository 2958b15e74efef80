import type { Intent } from '../intent.ts'
import { unquote } from '../title.ts'
import type { ParseContext } from '../types.ts'
import { knownList, updateOf } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
import { readTarget } from './target.ts'

const name = '["“]?([\\p{L}\\p{N}][\\p{L}\\p{N} &/-]{0,60}?)["”]?'
const ofList = '(?:\\s+(?:in|to|on|of|for|from|under)\\s+(?:the |my |our )?(.{1,60}?)(?:\\s+list)?)?'
const toPattern = (source: string): RegExp => new RegExp(`^${source}$`, 'iu')

const making = [
	toPattern(
		`(?:create|add|make|start|new)\\s+(?:me\\s+)?(?:an?\\s+|the\\s+)?(?:new\\s+)?section\\s+(?:(?:called|named|for)\\s+)?${name}${ofList}`,
	),
	toPattern(`(?:create|add|make|start)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?${name}\\s+section${ofList}`),
]
const removing = [
	toPattern(
		`(?:delete|remove|drop|get rid of)\\s+(?:the\\s+|my\\s+)?section\\s+(?:(?:called|named)\\s+)?${name}${ofList}`,
	),
	toPattern(`(?:delete|remove|drop|get rid of)\\s+(?:the\\s+|my\\s+)?${name}\\s+section${ofList}`),
]
const renaming = [
	toPattern(`(?:rename|change)\\s+(?:the\\s+|my\\s+)?section\\s+${name}\\s+(?:to|as|into)\\s+(.{1,60})`),
	toPattern(`(?:rename|change)\\s+(?:the\\s+|my\\s+)?${name}\\s+section\\s+(?:to|as|into)\\s+(.{1,60})`),
]
const placing = [
	toPattern(
		`(?:move|put|place|file|drag|shift|add)\\s+(.{1,120}?)\\s+(?:to|into|in|under|onto)\\s+(?:the\\s+|my\\s+)?section\\s+${name}${ofList}`,
	),
	toPattern(
		`(?:move|put|place|file|drag|shift|add)\\s+(.{1,120}?)\\s+(?:to|into|in|under|onto)\\s+(?:the\\s+|my\\s+|its\\s+)?${name}\\s+section${ofList}`,
	),
]
const leaving =
	/^(?:move|take|pull|get|remove)\s+(.{1,80}?)\s+(?:out of|from|off)\s+(?:the|its|that|their|any)(?: .{1,60})?\s+section$/i
const listing =
	/^(?:show|list|what|which|see|display|view|do i have|are there)\b.{0,30}?\bsections\b(?:.{0,20}?\b(?:in|of|on) (?:the |my )?(.{1,60}?)(?: list)?)?(?: do i have| are there)?$/i

function firstMatch(text: string, patterns: readonly RegExp[]): RegExpExecArray | null {
	for (const pattern of patterns) {
		const match = pattern.exec(text)
		if (match) return match
	}
	return null
}

const toName = (text: string): string => capitalise(unquote(stripStop(text).trim()))

/** Sections of lists: making, renaming and deleting them, and moving tasks into them. */
export function readSection(clause: string, context: ParseContext): Intent | null {
	if (!/\bsections?\b/i.test(clause) || clause.length > 240) return null
	const listed = listing.exec(clause)
	if (listed) return { kind: 'sections', ...toList(listed[1], context) }
	const out = leaving.exec(clause)?.[1]
	if (out !== undefined) return updateOf(readTarget(out, context), { section: null })
	const renamed = firstMatch(clause, renaming)
	if (renamed?.[1] && renamed[2]) return { kind: 'rename_section', name: toName(renamed[1]), to: toName(renamed[2]) }
	const made = firstMatch(clause, making)
	if (made?.[1]) return { kind: 'create_section', name: toName(made[1]), ...toList(made[2], context) }
	const removed = firstMatch(clause, removing)
	if (removed?.[1]) return { kind: 'delete_section', name: toName(removed[1]), ...toList(removed[2], context) }
	return readPlacing(clause, context)
}

function readPlacing(clause: string, context: ParseContext): Intent | null {
	const placed = firstMatch(clause, placing)
	if (!placed?.[1] || !placed[2]) return null
	const list = toList(placed[3], context).list
	return updateOf(readTarget(placed[1], context), {
		section: toName(placed[2]),
		...(list === undefined ? {} : { list }),
	})
}

function toList(said: string | undefined, context: ParseContext): { list?: string } {
	return said === undefined ? {} : { list: knownList(said, context) ?? toName(said) }
}
