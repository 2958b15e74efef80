import compile from 'icu-minify/compile'
import { seldom } from '../messages/seldom.ts'

/** @typedef {{ [key: string]: string | Messages }} Messages */

/**
 * @param {Messages} messages
 * @returns {Record<string, unknown>}
 */
const compileAll = (messages) =>
	Object.fromEntries(
		Object.entries(messages).map(([key, value]) => [
			key,
			typeof value === 'string' ? compile(value) : compileAll(value),
		]),
	)

/** @type {readonly string[]} */
const late = seldom

/**
 * A bundler's loader: ICU messages become the compact form that `use-intl/format-message/format-only` reads. The query says
 * which part is meant: `?seldom` what only some views need, anything else the rest.
 *
 * @this {{ resourceQuery: string }}
 * @param {string} source
 */
// oxlint-disable-next-line import/no-default-export -- what a loader is
export default function compileMessages(source) {
	// oxlint-disable-next-line oxc/no-this-in-exported-function -- the bundler hands the query over as `this`
	const wanted = this.resourceQuery === '?seldom'
	const messages = Object.entries(/** @type {Messages} */ (JSON.parse(source)))
	const part = Object.fromEntries(messages.filter(([name]) => late.includes(name) === wanted))
	return `export default ${JSON.stringify(compileAll(part))}`
}
