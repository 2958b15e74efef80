import compile from 'icu-minify/compile'

const compileAll = (messages) =>
	Object.fromEntries(
		Object.entries(messages).map(([key, value]) => [
			key,
			typeof value === 'string' ? compile(value) : compileAll(value),
		]),
	)

/** A bundler's loader: ICU messages become the compact form that `use-intl/format-message/format-only` reads. */
export default function compileMessages(source) {
	return `export default ${JSON.stringify(compileAll(JSON.parse(source)))}`
}
