import { resolve } from 'node:path'

/** True in the file that Node was told to run, false where it is imported. */
export function isMain(meta: ImportMeta): boolean {
	return process.argv[1] !== undefined && resolve(process.argv[1]) === meta.filename
}
