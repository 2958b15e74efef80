import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const api = import.meta.dirname
const dist = join(api, 'dist')
const prebuilds = join(api, 'prebuilds')

/** Bundled packages in CommonJS expect these three to be there. */
const banner = `import { createRequire as createBundleRequire } from 'node:module'
const require = createBundleRequire(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/**
 * Makes one file of the api and everything it imports: it starts faster and in less memory than from node_modules.
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
	for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE'])
		cpSync(join(reader, file), join(dist, 'swagger-ui', file))
	const { metafile } = await build({
		entryPoints: [join(api, 'src/main.ts')],
		outfile: join(dist, 'main.mjs'),
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node24',
		mainFields: ['module', 'main'],
		external: ['pg-native'],
		banner: { js: banner },
		keepNames: true,
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
