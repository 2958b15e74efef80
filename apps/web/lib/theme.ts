import type { Settings } from '@todo/contract'

export type Theme = Settings['theme']

const themes: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[]
export const isTheme = (value: unknown): value is Theme => typeof value === 'string' && themes.includes(value)

/**
 * Runs before the first paint: the chosen theme, and whether the assistant stands open and how wide, so that nothing
 * jumps. It stands inline in the document and is allowed by its hash.
 */
export const bootScript = `(function(d){try{
var s=localStorage,t=s.getItem('todo.theme');
if(t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches))d.classList.add('dark');
if(s.getItem('todo.assistant')==='closed')d.dataset.assistant='closed';
var w=Number(s.getItem('todo.assistant.width'));
if(w>=320&&w<=640)d.style.setProperty('--assistant',w+'px')
}catch(e){}})(document.documentElement)`

export function readTheme(): Theme {
	const value = readStored('todo.theme')
	return isTheme(value) ? value : 'system'
}

export function applyTheme(theme: Theme): void {
	store('todo.theme', theme)
	const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
	document.documentElement.classList.toggle('dark', dark)
}

/** Browsers may refuse storage altogether; what it would have remembered is then a default. */
export function readStored(key: string): string | null {
	try {
		return localStorage.getItem(key)
	} catch {
		return null
	}
}

export function store(key: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(key)
		else localStorage.setItem(key, value)
	} catch {
		return
	}
}
