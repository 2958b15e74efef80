import { createHash } from 'node:crypto'

/** One thing to put into a test's tar file. */
export type TestFile = { path: string; content?: string; mode?: number; owner?: number; kind?: 'folder' }

type Settings = {
	user?: string
	entrypoint?: readonly string[]
	version?: string
	env?: readonly string[]
	history?: readonly string[]
}

/** A tar file as Docker writes them; names over 100 bytes in the form of pax. */
export function toTar(files: readonly TestFile[]): Buffer {
	const blocks = files.flatMap(({ path, content = '', mode = 0o644, owner = 0, kind }) => {
		const type = kind === 'folder' ? '5' : '0'
		if (path.length <= 100) return [toHead(path, content, mode, owner, type), pad(content)]
		const record = toPax(path)
		return [toHead('pax', record, 0o644, 0, 'x'), pad(record), toHead('cut', content, mode, owner, type), pad(content)]
	})
	return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** What `docker save` writes of an image with these layers; one that passes every gate but for what is set otherwise. */
export function toImage(layers: readonly (readonly TestFile[])[], settings: Settings = {}): Buffer {
	const { user = '10001:10001', entrypoint = ['node', 'x'], version = '1.2.3', env = [], history = [] } = settings
	const tars = layers.map(toTar)
	const label = (name: string) => `org.opencontainers.image.${name}`
	const config = {
		config: {
			User: user,
			Entrypoint: entrypoint,
			Env: env,
			Labels: {
				[label('version')]: version,
				[label('revision')]: 'abc',
				[label('licenses')]: 'MIT',
				[label('title')]: 'todo-backend',
			},
		},
		rootfs: { diff_ids: tars.map((tar) => createHash('sha256').update(tar).digest('hex')) },
		history: history.map((step) => ({ created_by: step })),
	}
	const manifest = [{ Config: 'config.json', Layers: tars.map((_, index) => `${index}/layer.tar`) }]
	return toTar([
		{ path: 'manifest.json', content: JSON.stringify(manifest) },
		{ path: 'config.json', content: JSON.stringify(config) },
		...tars.map((tar, index) => ({ path: `${index}/layer.tar`, content: tar.toString('latin1') })),
	])
}

function toHead(path: string, content: string, mode: number, owner: number, type: string): Buffer {
	const head = Buffer.alloc(512)
	head.write(path, 0)
	head.write(mode.toString(8).padStart(7, '0'), 100)
	head.write(owner.toString(8).padStart(7, '0'), 108)
	head.write(content.length.toString(8).padStart(11, '0'), 124)
	head.write(type, 156)
	head.write('ustar', 257)
	return head
}

function pad(content: string): Buffer {
	return Buffer.concat([Buffer.from(content, 'latin1'), Buffer.alloc((512 - (content.length % 512)) % 512)])
}

/** The record counts its own length, digits and all. */
function toPax(path: string): string {
	const rest = ` path=${path}\n`
	const length = rest.length + String(rest.length + 3).length
	return `${length}${rest}`
}
