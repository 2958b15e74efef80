const verbs = new Set(
	'accept add apply arrange ask assemble back bake bring brush build buy bring cancel change charge choose clear close collect compare complete confirm connect contact create cut decide declutter deliver deposit descale develop dig discuss do donate download draw drive drop dust eat empty exercise feed fetch fill find finish fix fold follow forward frame get give go grab grease grow hang have help hire hoover install invite jog join journal keep learn leave lend let look make measure meditate meet mend mount move mow pay pick plant practice practise prepare prune publish put read register remind remove renew rent repair repaint replace reply request research reserve respond retire return revise ring rinse rotate save schedule scrub sell send set sew shave shred sign sort speak start stop stretch submit sweep swap take talk teach tell thank throw tidy train trim try turn unpack unsubscribe update upgrade upload vacuum visit wait wake wash wax weed wipe wrap write'.split(
		' ',
	),
)

/** Words that are verbs in front of others and things by themselves: "water the plants", "water". */
const verbsBeforeOthers = new Set(
	'book call check clean contact cook copy email file iron list mail message mop order pack paint phone plan play polish post print review run sand scan ship shop sharpen show sweep swim test text tip track translate walk watch water watch work'.split(
		' ',
	),
)

/** Whether a text says what to do ("call Bob") rather than naming a thing ("eggs"). */
export function opensWithVerb(text: string): boolean {
	const [first = '', ...more] = text.trim().toLowerCase().split(/\s+/, 3)
	return verbs.has(first) || (more.length > 0 && verbsBeforeOthers.has(first))
}
