import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'

const api = import.meta.dirname
const dist = join(api, 'dist')
const prebuilds = join(api, 'prebuilds')

/** Bundled packages in CommonJS expect these three to be there. */
const banner = `import { createRequire as createBundleRequire } from 'node:module'
const require = createBundleRequire(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/** zod's own sentences in forty languages would be a sixth of what is loaded; the API answers in English. */
const keepEnglish: Plugin = {
	name: 'keep-english',
	setup(setup) {
		setup.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
			contents: "export { default as en } from './en.js'",
			resolveDir: dirname(path),
		}))
	},
}

/** Fastify's compilers of JSON schemas: requests are checked by zod, so no route has one, and a route that had one would not start. */
const leaveCompilersOut: Plugin = {
	name: 'leave-compilers-out',
	setup(setup) {
		setup.onLoad({ filter: /@fastify[\\/](ajv|fast-json-stringify)-compiler[\\/]index\.js$/ }, () => ({
			contents: `module.exports = () => () => { throw new Error('no compiler of JSON schemas is bundled') }`,
		}))
	},
}

/**
 * One character beyond ASCII makes Node keep the whole bundle with two bytes a character. esbuild escapes them in strings;
 * regular expressions, which it leaves alone, are ours.
 */
const escapeWide: Plugin = {
	name: 'escape-wide',
	setup(setup) {
		const own = join(api, '../..')
		setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
			if (!path.startsWith(own) || path.includes('node_modules')) return undefined
			const source = await readFile(path, 'utf8')
			const toEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
			return { contents: source.replace(/[\u0080-\uffff]/g, toEscape), loader: 'ts' }
		})
	},
}

/**
 * Makes one file of what the api needs to start, and a few of what it loads later: it starts faster and in less memory than from node_modules.
 * SQLite's binaries, one per platform, lie in `prebuilds` beside the bundle's folder, where the driver looks for them; what the
 * page of documents loads lies in `swagger-ui` beside the bundle.
 */
async function main(): Promise<void> {
	rmSync(dist, { recursive: true, force: true })
	rmSync(prebuilds, { recursive: true, force: true })
	const driver = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
	cpSync(join(driver, 'prebuilds'), prebuilds, { recursive: true })
	const reader = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
	mkdirSync(join(dist, 'swagger-ui'), { recursive: true })
	// Asked for now and then, and a fifth of the size.
	for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
		writeFileSync(join(dist, 'swagger-ui', `${file}.br`), brotliCompressSync(readFileSync(join(reader, file))))
	cpSync(join(reader, 'LICENSE'), join(dist, 'swagger-ui', 'LICENSE'))
	const { metafile } = await build({
		entryPoints: [{ in: join(api, 'src/main.ts'), out: 'main' }],
		outdir: dist,
		outExtension: { '.js': '.mjs' },
		// What is loaded on first use (accounts' library, mail) stays out of memory until then.
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node24',
		mainFields: ['module', 'main'],
		external: ['pg-native'],
		banner: { js: banner },
		keepNames: true,
		plugins: [keepEnglish, leaveCompilersOut, escapeWide],
		legalComments: 'none',
		logLevel: 'warning',
		metafile: true,
		minifySyntax: true,
		minifyWhitespace: true,
		sourcemap: 'linked',
		sourcesContent: false,
	})
	const bytes = Object.entries(metafile.outputs).find(([name]) => name.endsWith('main.mjs'))?.[1].bytes ?? 0
	console.log(`apps/api/dist/main.mjs: ${(bytes / 1e6).toFixed(1)} MB`)
}

await main()
