import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'
import { readJson, requireString } from './json.ts'

type Program = { executablePath: string; environment: Record<string, string> }
/** `packaged` passes over installed browsers. */
type Options = LaunchOptions & { packaged?: boolean }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const applications = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export const missingChromium =
	'No Chromium found. Install one (Debian: apt-get install chromium), name one by CHROMIUM_PATH, ' +
	'or let npm install the optional package @sparticuz/chromium.'

/** No lookups of anybody's servers at start: a test that fails must fail for our own reasons. */
const quiet = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-quic',
	'--disable-sync',
	'--no-first-run',
	'--no-pings',
	'--font-render-hinting=none',
]

/** Starts a real headless Chromium: `CHROMIUM_PATH`, else an installed one, else the one from npm. */
export async function launchChromium({ packaged = false, ...options }: Options = {}): Promise<Browser> {
	const program = (packaged ? null : findInstalled()) ?? (await unpackPackaged())
	const isRoot = process.getuid?.() === 0
	return chromium.launch({
		...options,
		executablePath: program.executablePath,
		args: [...quiet, ...(isRoot ? ['--no-sandbox'] : []), ...(options.args ?? [])],
		env: { ...process.env, ...program.environment, ...options.env },
	})
}

function findInstalled(): Program | null {
	const named = process.env.CHROMIUM_PATH
	if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
	const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
	const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...applications]
	const executablePath = named || candidates.find((path) => existsSync(path))
	return executablePath ? { executablePath, environment: {} } : null
}

/** Unpacks the npm package once per version into the temporary folder, with the libraries and fonts it may need. */
async function unpackPackaged(): Promise<Program> {
	const { bin, version } = findPackage()
	const target = join(tmpdir(), `todo-chromium-${version}`)
	if (!existsSync(target)) await unpack(bin, target)
	const environment = { LD_LIBRARY_PATH: join(target, 'al2023/lib') }
	return {
		executablePath: join(target, 'chromium'),
		environment: existsSync('/etc/fonts/fonts.conf') ? environment : { ...environment, FONTCONFIG_PATH: target },
	}
}

/** The package unpacks into TMPDIR and takes whatever lies there: unpack aside, then move into place at once. */
async function unpack(bin: string, target: string): Promise<void> {
	const aside = `${target}.${process.pid}`
	mkdirSync(aside)
	const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((part) => join(bin, part))
	const code = `import { inflate } from '@sparticuz/chromium'
		await Promise.all(${JSON.stringify(parts)}.map((part) => inflate(part)))`
	await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
		cwd: bin,
		env: { ...process.env, TMPDIR: aside },
	})
	const fonts = `<dir>${target}/fonts</dir><cachedir>${target}/fonts-cache</cachedir>`
	writeFileSync(join(aside, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`)
	if (existsSync(target)) rmSync(aside, { recursive: true })
	else renameSync(aside, target)
}

function findPackage(): { bin: string; version: string } {
	if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(missingChromium)
	try {
		const root = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
		return { bin: join(root, 'bin'), version: requireString(readJson(join(root, 'package.json')), 'version') }
	} catch (error) {
		throw new Error(missingChromium, { cause: error })
	}
}
