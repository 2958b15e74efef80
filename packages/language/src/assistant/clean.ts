/** Commands longer than this are no commands; it also bounds the patterns below. */
export const longestCommand = 400

const before = [
	/^now[\s,]+(?=(?:add|delete|remove|mark|move|show|list|complete|rename|make|set|put|create|tag|clear|change)\b)/i,
	/^(?:hey|hi|hello|ok|okay|so|well|alright|please|pls|plz|kindly|also|then|and|plus|oh|um|uh|hmm|yo|great|perfect|cool|nice|btw|by the way|right(?=[\s,.!]+(?!now))|first(?=[,:;])|next(?=[,:;.!-])|finally|lastly|actually|thanks|thank you|assistant|bot)\b(?:\s+(?:there|assistant|bot))?[\s,!.:;-]+(?=\S)/i,
	/^(?:(?:oh|no|ah)\s+)?(?:wait(?: a (?:second|moment|minute))?|sorry|oops|whoops|hang on|hold on|never ?mind(?: that| it)?|nvm|forget (?:it|that)|scratch that|my (?:bad|mistake))\s{0,3}[,.!:;–-]+\s*(?=\S)/i,
	/^(?:can|could|would|will)\s+(?:you|u|ya|we)\s+(?!mind\b)(?:please\s+|kindly\s+|also\s+|just\s+)*(?=\S)/i,
	/^(?:please\s+|just\s+(?=(?:add|show|list|delete|remove|mark|put|make|set|move|tell|give|remind|complete)\b)|go ahead and\s+|let'?s\s+|i need you to\s+|i(?:'d| would) like you to\s+|i want you to\s+|help me (?:to )?(?=add|create|make|find|delete|remove|see|list|plan))/i,
	/^(?:i(?:'d| would) (?:like|love) to|i want to|i wanna|let me|may i|can i|could i|i need to)\s+(?=(?:add|create|see|view|show|list|delete|remove|mark|rename|reschedule|postpone|look at|check my|undo|know)\b)/i,
	/^(?:would|do) you mind\s+/i,
]
const after =
	/[\s,]+(?:please|pls|plz|thanks|thank you|thx|for me|if you can|if possible|would you|will you|can you|ok|okay|asap please)\s*[.!?]*$/i

/** A command without its greeting and politeness: "hey, could you please add milk, thanks" is "add milk". */
export function stripPoliteness(text: string): string {
	let rest = text.trim()
	for (let round = 0; round < 5; round += 1) {
		const shorter = before.reduce((current, pattern) => current.replace(pattern, ''), rest).replace(after, '')
		if (shorter === rest || shorter.trim() === '') break
		rest = shorter.trim()
	}
	return rest
		.replace(/^(?:(?:can|could|may) i )?(?:have|get) (?=(?:an?|the|my) (?:list|overview|summary)\b)/i, 'show me ')
		.replace(/^adding\b/i, 'add')
		.replace(/^deleting\b/i, 'delete')
		.replace(/^showing\b/i, 'show')
}

/** Without the full stop or exclamation marks at its end. */
export function stripStop(text: string): string {
	// "pay the fine !!" says how urgent it is.
	return /\s!{2,3}$/.test(text) ? text : text.replace(/[\s.!,;]{1,20}$/, '')
}

/** The first group of the first pattern that fits, trimmed; undefined when none does. */
export function firstGroup(text: string, ...patterns: readonly RegExp[]): string | undefined {
	for (const pattern of patterns) {
		const group = pattern.exec(text)?.[1]
		if (group !== undefined && group.trim() !== '') return group.trim()
	}
	return undefined
}

export function capitalise(title: string): string {
	const word = /^\S+/.exec(title)?.[0] ?? ''
	const plain = /^\p{Ll}[\p{Ll}'’-]*[,.:;!?]?$/u.test(word)
	return plain ? title.charAt(0).toUpperCase() + title.slice(1) : title
}
