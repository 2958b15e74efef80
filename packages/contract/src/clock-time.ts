/** Languages whose speakers count hours to twelve (CLDR); the others count to 24. */
const twelve =
	'ak am ar as bn ckb doi dz ee el en fil gu hi km kn ko kok ks mai mi ml mni mr ms om or pa qu sa sat sd so sq ta te ti to ur yue'

/** Regions where that language's habit is the other one. */
const otherwise: Readonly<Record<string, string>> = {
	af: 'NA',
	ar: 'IL KM MA',
	bo: 'IN',
	ckb: 'IR',
	ee: 'TG',
	en: 'AI AT BE BI BW BZ CC CH CK CM CX CZ DE DG DK EE ES FI FK FR GB GE GG GI GS HU ID IE IL IM IO IT JE JP KE LT LV MG MS MT MU MV NF NG NL NO NR NU PL PN PT RO RW SC SE SH SI SK SX TK TV TZ UA UG ZA ZW',
	es: 'AR BO CL CO CR CU DO EC GT HN MX NI PA PE PH PR PY SV US UY VE',
	ff: 'GH GM LR MR SL',
	fr: 'DJ DZ MR SY TD TN VU',
	ha: 'GH',
	ko: 'CN',
	ku: 'IQ',
	ms: 'ID',
	ne: 'IN',
	om: 'KE',
	ps: 'PK',
	pt: 'MO',
	so: 'KE',
	sq: 'MK XK',
	st: 'LS',
	ta: 'LK',
	tr: 'CY',
	yue: 'CN',
	zh: 'HK MO MY SG TW',
}

const has = (words: string | undefined, word: string) => words?.split(' ').includes(word) ?? false

/**
 * Whether somebody of this locale ("en-US", "de") writes 4:00 PM rather than 16:00. A table, because the page and the API
 * must agree, and what an engine knows of locales depends on how it was built.
 */
export function usesTwelveHours(locale: string): boolean {
	const [language = '', ...rest] = locale.split(/[-_]/)
	const name = language.toLowerCase()
	const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase() ?? ''
	return has(twelve, name) !== has(otherwise[name], region)
}

/** A time of day `HH:MM` as people of this locale write it: "16:00", or "4:00 PM". */
export function sayTime(time: string, locale: string): string {
	if (!usesTwelveHours(locale)) return time
	const hour = Number(time.slice(0, 2))
	return `${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`
}
