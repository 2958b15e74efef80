import { opensWithVerb } from '../verbs.ts'

const irregular: ReadonlyMap<string, string> = new Map(
	'bought:buy,paid:pay,sent:send,called:call,wrote:write,made:make,took:take,got:get,went:go,met:meet,read:read,ate:eat,fed:feed,sold:sell,built:build,spoke:speak,told:tell,taken:take,written:write,gone:go,ran:run,swam:swim,picked:pick,dropped:drop,booked:book,cleaned:clean,emailed:email,mailed:mail,ordered:order,fixed:fix,washed:wash,watered:water,walked:walk,submitted:submit,filed:file,returned:return,renewed:renew,scheduled:schedule,texted:text,cooked:cook,mowed:mow,vacuumed:vacuum,visited:visit,replied:reply,signed:sign,packed:pack,baked:bake,printed:print,posted:post,messaged:message,phoned:phone,rang:ring,collected:collect,cancelled:cancel,canceled:cancel,updated:update,reviewed:review,prepared:prepare,painted:paint,shipped:ship,backed:back,exercised:exercise,studied:study,practiced:practice,practised:practise,hung:hang,gave:give,threw:throw,eaten:eat,given:give,thrown:throw,delivered:deliver,arranged:arrange'
		.split(',')
		.map((pair) => {
			const [past = '', base = ''] = pair.split(':')
			return [past, base] as const
		}),
)

/** "bought" is a form of "buy"; null for words that are no past tense known here. */
export const readPastTense = (verb: string): string | null =>
	irregular.get(verb.toLowerCase()) ?? readRegular(verb.toLowerCase())

/** "changed", "tidied", "trimmed": of the verbs that tasks begin with. */
function readRegular(verb: string): string | null {
	if (!/[^e]ed$/.test(verb) || verb.length < 5) return null
	const bases = [verb.slice(0, -1), verb.slice(0, -2), verb.slice(0, -3), `${verb.slice(0, -3)}y`]
	return bases.find((base) => base.length > 2 && opensWithVerb(`${base} it`)) ?? null
}
