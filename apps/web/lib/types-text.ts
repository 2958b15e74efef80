const withoutText = ['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'color']

/** Whether keys pressed here write something, so that they can't be commands. */
export function typesText(target: EventTarget | null): boolean {
	if (target instanceof HTMLInputElement) return !withoutText.includes(target.type)
	return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
}
