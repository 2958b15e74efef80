const kept = /\/en-US\.mjs$/

/**
 * A bundler's loader: a language file of React Aria that the page doesn't offer becomes an empty one.
 *
 * @this {{ resourcePath: string }}
 * @param {string} source
 */
// oxlint-disable-next-line import/no-default-export -- what a loader is
export default function keepLocales(source) {
	// oxlint-disable-next-line oxc/no-this-in-exported-function -- the bundler hands the file over as `this`
	return kept.test(this.resourcePath) ? source : 'export default {}'
}
