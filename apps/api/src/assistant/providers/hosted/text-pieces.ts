/** Pieces of text as they may be stored and shown: no half characters, no NUL, which databases refuse. */
export function createTextPieces() {
	let held = ''
	return {
		/** What of it can be passed on; half a character waits for its other half. */
		take(piece: string): string {
			const text = held + piece
			const last = text.charCodeAt(text.length - 1)
			const isHalf = last >= 0xd800 && last <= 0xdbff
			held = isHalf ? text.slice(-1) : ''
			return toStorable(isHalf ? text.slice(0, -1) : text)
		},
	}
}

const toStorable = (text: string) => text.replaceAll('\u0000', '').toWellFormed()
