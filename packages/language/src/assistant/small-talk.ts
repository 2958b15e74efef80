import type { Intent } from '../intent.ts'

const phrases: readonly [
	'yes' | 'no' | 'undo' | 'redo' | 'help' | 'greeting' | 'thanks' | 'goodbye' | 'suggest',
	RegExp,
][] = [
	[
		'yes',
		/^(?:y|yes|yes please|yep|yeah|yea|yup|ya|sure|sure thing|ok|okay|k|do it|do that|go ahead|go for it|confirm|confirmed|correct|right|of course|absolutely|definitely|please do|fine|sounds good|that'?s right|affirmative|yes,? (?:do it|do that|go ahead|please|sure|delete (?:it|them|all of them|everything)|i'?m sure|all of them)|i'?m sure|i am sure|exactly|indeed|aye|proceed)$/i,
	],
	[
		'no',
		/^(?:n|no|nope|nah|no thanks|no thank you|cancel|cancel that|stop|don'?t|do not|don'?t do (?:it|that)|never ?mind|nvm|forget it|skip (?:it|that|this)|not now|leave it|abort|no,? (?:don'?t|cancel|stop|leave it|never ?mind|keep (?:it|them))|keep (?:it|them)|rather not|negative|none(?: of (?:them|those|these))?|neither(?: of them)?|nothing|no way|better not|(?:(?:actually|hmm|well|oh|wait|nah|on second thoughts?)[,\s]+){1,2}(?:not|no|nope|don'?t|no,? thanks|rather not|leave it|better not)|not really|not any ?more|i'?d rather not|i would rather not|let'?s not|please don'?t|(?:do|say) nothing|don'?t do anything|i (?:don'?t|do not) need (?:any |your )?help|i'?m (?:all )?good|never ?mind (?:that|it|this)|i(?:'ve| have)? changed my mind)$/i,
	],
	[
		'undo',
		/^(?:undo|undo (?:it|that|this|please|last|everything|all|both|all of (?:it|that|this|them)|the whole thing|the last (?:one|thing|action|change|step))|undo (?:my |the )?last (?:action|change|command|step)|revert(?: (?:it|that|this|the last change))?|take (?:that|it) back|(?:oops|whoops|oh no)(?: no)?|no,? no(?:,? no)?|roll ?back|go back|put (?:it|that|them) back|that was (?:a mistake|wrong)|i didn'?t mean (?:that|to do that)|(?:oops|whoops|no),? undo(?: (?:it|that))?|reverse (?:that|it)|bring (?:it|them|that) back|restore (?:it|them|that))$/i,
	],
	[
		'redo',
		/^(?:redo|redo (?:it|that|this)|undo the undo|undo (?:that|the) undo|do it again|reapply(?: it| that)?|again)$/i,
	],
	[
		'help',
		/^(?:help|help me(?: with (?:my|this|the|these) .{1,30})?|\?+|what can (?:you|u|i) (?:do|say|ask)(?: here)?|what (?:do|can) you do(?: for me)?|how (?:do|does) (?:this|it|you) work|how (?:do|can|should) i (?:use|talk to|start|begin).{0,40}|how (?:do|can|should|would) i .{0,60}\b(?:tasks?|lists?|tags?|reminders?|undo|delete|add|complete|repeat|subtasks?).{0,20}|commands|what are (?:the|your) (?:commands|features|options)|how can you help(?: me)?|(?:who|what) are you|i need help|usage|instructions|examples|show (?:me )?(?:the )?(?:help|commands))$/i,
	],
	[
		'greeting',
		/^(?:(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|evening|sup|what'?s up|hey there|hi there|hello there|how are you(?: doing)?(?: today)?|how'?s it going|how do you do|nice to meet you)[\s,!.]*){1,3}$/i,
	],
	[
		'thanks',
		/^(?:(?:thanks|thank you|thx|ty|cheers|thank u|many thanks|thanks a lot|thanks so much|thank you (?:so|very) much|great|perfect|awesome|nice|cool|good job|well done|great job|good|excellent|brilliant|lovely|amazing|wonderful|you'?re (?:great|the best|awesome)|much appreciated|appreciate it|ok|okay|got it|love it)[\s,!.]*(?:thanks|thank you|then|that'?s all)?[\s,!.]*){1,3}$/i,
	],
	[
		'goodbye',
		/^(?:bye|bye bye|goodbye|good ?night|see you|see ya|see you (?:later|tomorrow|soon)|later|cya|farewell|that'?s (?:all|it)(?: for (?:now|today))?|i'?m done(?: for (?:now|today))?|talk (?:to you )?later|quit|exit)$/i,
	],
	[
		'suggest',
		/^(?:what (?:should|shall|can|do|must) i (?:do|work on|tackle|start with|focus on|start|get done|prioriti[sz]e)(?: (?:next|now|first|today|right now|this (?:morning|afternoon|evening)))*(?: (?:on )?today)?|what'?s (?:next|most important|the most important(?: thing| task)?|my (?:next|top|most important) (?:task|priority|thing)|urgent|important|up next|first)(?: (?:today|now|to do))*|what is (?:next|most important|my next task)|what(?:'s| is) (?:due next|coming up next|the next (?:thing|task|one|item)(?: (?:due|to do))?)|what now|now what|what next|(?:and |ok |okay )?(?:then what|what then|after that|what after that|what comes next|next|next one)|where (?:should|do|shall) i (?:start|begin)|what do you (?:think|suggest|recommend|say)(?: (?:that )?i (?:should|could|can) do)?(?: (?:next|now|first|today))*|suggest (?:something|a task|what to do)(?: next)?.{0,20}|(?:help me )?(?:plan|prioriti[sz]e|organi[sz]e) my (?:day|tasks|morning|afternoon|evening|to-?dos?)|pick (?:a task|something|one)(?: for me)?|give me (?:something|anything|a few things|some things|\w+ things) to do|i(?:'m| am) bored|i(?:'ve| have) (?:got )?(?:\w+ ){1,3}(?:minutes|hour|hours|min)(?: free| to spare|,? what (?:should|can) i do)?|which (?:task|one) (?:should|shall) i (?:do|start|begin|tackle)(?: with)?(?: (?:next|first|now))?|what deserves my attention.{0,20})$/i,
	],
]

/** Whole messages that ask for nothing about a task: answers, thanks, greetings, undo, help, "what next?". */
export function readSmallTalk(text: string): Intent | null {
	if (text.length > 120) return null
	const plain = text
		.replaceAll('’', "'")
		.replace(/(?:[\s.!?,;:)(]|\p{Extended_Pictographic}|\ufe0f){1,12}$/u, '')
		.trim()
	if (/^(?:👍|👌|✅)/u.test(text.trim())) return { kind: 'yes' }
	if (/^\?+$/.test(text.trim())) return { kind: 'help' }
	const asked = plain.replace(/^(?:tell|show) me (?=what)/i, '')
	for (const [kind, pattern] of phrases) if (pattern.test(kind === 'suggest' ? asked : plain)) return { kind }
	return null
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const cardinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** The position a word names, from 1; −1 for "last". */
export function toOrdinal(word: string): number | null {
	const plain = word.toLowerCase()
	if (['last', 'latter', 'bottom', 'final'].includes(plain)) return -1
	if (['former', 'top'].includes(plain)) return 1
	const named = ordinals.indexOf(plain)
	if (named >= 0) return named + 1
	const digits = /^(\d{1,3})(?:st|nd|rd|th)$/.exec(plain)
	return digits ? Number(digits[1]) : null
}

export function toCardinal(word: string): number | null {
	const named = cardinals.indexOf(word.toLowerCase())
	if (named >= 0) return named + 1
	return /^\d{1,4}$/.test(word) ? Number(word) : null
}

const choice = /^(?:(?:no,?|i mean|i meant|i want|i'?ll take|take|pick|choose|option|number|the|#)\s*)*(.{1,80})$/i

/** An answer to "which one?": "the second one", "both", "1 and 3", "all of them". */
export function readChoice(text: string): Intent | null {
	const plain = text
		.replace(/[\s.!?]{1,10}$/, '')
		.trim()
		.toLowerCase()
	if (plain.length > 60) return null
	if (/^(?:both|both of them|the two|these two|either)$/.test(plain)) return { kind: 'choose', ordinals: [1, 2] }
	if (/^(?:all|all of (?:them|those|these)|every one|all three|everything|each of them|the lot)$/.test(plain))
		return { kind: 'choose', ordinals: [], all: true }
	const rest = (choice.exec(plain)?.[1] ?? '').replace(/\s+(?:ones?|tasks?|items?|please|options?)\b/g, '')
	const words = rest
		.split(/[\s,&+]+/)
		.filter((word) => word !== '' && word !== 'and' && word !== 'the' && word !== 'one')
	if (words.length === 0 || words.length > 6) return null
	const found: number[] = []
	for (const word of words) {
		const position = toOrdinal(word) ?? toCardinal(word.replace('#', '')) ?? null
		if (position === null || position === 0) return null
		found.push(position)
	}
	return { kind: 'choose', ordinals: found }
}
