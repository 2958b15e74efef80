import type { Confirmation } from '@todo/contract'

/** As it stands now: one that nobody answered in time has expired, whatever its row says. */
export function toConfirmation(
	{ id, text, status, expires_at }: { id: string; text: string; status: string; expires_at: string },
	now: Date,
): Confirmation {
	const answered = status === 'accepted' || status === 'declined' ? status : undefined
	const open = Date.parse(expires_at) > now.getTime() ? 'pending' : 'expired'
	return { id, text, expires_at, status: answered ?? open }
}

const longestTitle = 60

/** A conversation is called by how it began. */
export function toConversationTitle(firstMessage: string): string {
	const line = firstMessage.trim().split(/\s+/).join(' ')
	const characters = Array.from(line)
	if (characters.length <= longestTitle) return line
	const cut = characters.slice(0, longestTitle).join('')
	const atWord = cut.lastIndexOf(' ')
	return `${atWord > longestTitle / 2 ? cut.slice(0, atWord) : cut}…`
}
