import compile from 'icu-minify/compile'

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

/**
 * A bundler's loader: ICU messages become the compact form that `use-intl/format-message/format-only` reads.
 *
 * @param {string} source
 */
// oxlint-disable-next-line import/no-default-export -- what a loader is
export default function compileMessages(source) {
	return `export default ${JSON.stringify(compileAll(/** @type {Messages} */ (JSON.parse(source))))}`
}
