const mark = 'data-typed-ahead'

const find = () => document.querySelector<HTMLInputElement>(`[${mark}]`)

/** Takes what is typed from now on, until the view that is being opened has a field of its own. */
export function startTypingAhead(label: string): void {
	find()?.remove()
	const field = document.createElement('input')
	field.setAttribute(mark, '')
	field.setAttribute('aria-label', label)
	field.className = 'fixed sr-only'
	field.maxLength = 200
	field.addEventListener('keydown', ({ key }) => key === 'Escape' && field.blur())
	field.addEventListener('blur', ({ relatedTarget }) => {
		// The field that was waited for asks for the text itself.
		if (!(relatedTarget instanceof HTMLInputElement)) field.remove()
	})
	document.body.append(field)
	field.focus()
}

/** What was typed until now, for the field that goes on with it. */
export function endTypingAhead(): string {
	const field = find()
	field?.remove()
	return field?.value ?? ''
}
