import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const web = join(import.meta.dirname, '..')
const dist = join(web, 'dist')

/** Builds the page and lays everything that `node dist/server.js` needs into one folder. */
async function main(): Promise<void> {
	buildPages()
	rmSync(dist, { recursive: true, force: true })
	copyStandalone()
	compressFiles(join(dist, '.next/static'))
	await build({
		entryPoints: [join(web, 'server/main.ts')],
		outfile: join(dist, 'server.js'),
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node24',
		external: ['next'],
		legalComments: 'none',
	})
}

function buildPages(): void {
	const next = join(dirname(createRequire(join(web, 'package.json')).resolve('next/package.json')), 'dist/bin/next')
	// A failed build stays in Next's cache and fails again after its cause is mended.
	rmSync(join(web, '.next'), { recursive: true, force: true })
	execFileSync(process.execPath, [next, 'build'], {
		cwd: web,
		stdio: 'inherit',
		env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
	})
}

function copyStandalone(): void {
	const standalone = join(web, '.next/standalone')
	const options = { recursive: true, dereference: true }
	cpSync(join(standalone, 'apps/web/.next'), join(dist, '.next'), options)
	cpSync(join(web, '.next/static'), join(dist, '.next/static'), options)
	for (const modules of ['node_modules', 'apps/web/node_modules'])
		if (existsSync(join(standalone, modules))) cpSync(join(standalone, modules), join(dist, 'node_modules'), options)
	writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`)
}

/** Compresses once, as tightly as it gets, what would else be compressed for every visitor. */
function compressFiles(folder: string): void {
	const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue
		const file = join(entry.parentPath, entry.name)
		const content = readFileSync(file)
		if (content.length < 1024) continue
		writeFileSync(`${file}.br`, brotliCompressSync(content, quality))
		writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
	}
}

await main()
