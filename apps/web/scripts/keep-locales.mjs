const kept = /\/en-US\.mjs$/

/**
 * A bundler's loader: a language file of React Aria that the page doesn't offer becomes an empty one.
 *
 * @this {{ resourcePath: string }}
 * @param {string} source
 */
export default function keepLocales(source) {
	return kept.test(this.resourcePath) ? source : 'export default {}'
}
