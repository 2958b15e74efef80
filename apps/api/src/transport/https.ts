import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { createServer } from 'node:https'
import type { RequestListener, ServerOptions } from 'node:http'
import type { Server } from 'node:https'
import { ConfigError } from '../config/config-error.ts'
import type { TlsFiles } from '../config/config.ts'

/** How often the files are looked at; a renewed certificate is there days before the old one ends. */
const lookMs = 5000

/**
 * A server that speaks https with these files, and with what is put in their place later: certificates are renewed while it runs.
 * @param onUnfit told once per change after which they can't be used, as where the key comes later; the former ones stay in use.
 * @throws {ConfigError} where they can't be read or don't fit together.
 */
export function createHttpsServer(
	files: TlsFiles,
	options: ServerOptions,
	handler: RequestListener,
	onUnfit: (error: unknown) => void,
): Server {
	const server = create(files, options, handler)
	const reload = () => {
		try {
			server.setSecureContext(read(files))
		} catch (error) {
			onUnfit(error)
		}
	}
	const watched = [files.certFile, files.keyFile]
	for (const file of watched) watchFile(file, { interval: lookMs, persistent: false }, reload)
	server.once('close', () => watched.forEach((file) => unwatchFile(file, reload)))
	return server
}

function create(files: TlsFiles, options: ServerOptions, handler: RequestListener): Server {
	try {
		return createServer({ ...options, ...read(files) }, handler)
	} catch (error) {
		throw new ConfigError('TLS_CERT_FILE', `and TLS_KEY_FILE can't be used: ${String(error)}`)
	}
}

const read = ({ certFile, keyFile }: TlsFiles) => ({ cert: readFileSync(certFile), key: readFileSync(keyFile) })
