import { resolve } from 'node:path'
import { readConfig } from './config/config.ts'
import { wire } from './wire.ts'

const root = resolve(import.meta.dirname, '../../..')
const config = readConfig(process.env, root)
const { http, close } = await wire(config)
await http.listen({ host: config.host, port: config.port })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void close().then(() => process.exit(0)))
