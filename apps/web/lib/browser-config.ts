declare global {
	/** Set by `/config.js` before anything else runs (docs/decisions/0003). */
	var todoConfig: { api: string } | undefined
}

/** The API's origin; empty while it is the page's own. */
export const readApiOrigin = (): string => globalThis.todoConfig?.api ?? ''
