import type { ErrorCode } from '../errors.ts'
import { httpStatus } from '../transport/http-errors.ts'
import { errorMeanings } from './error-meanings.ts'

/** Everything from this origin and nothing inline: the page can be made to run nothing else. */
export const docsPolicy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Starts the reader on our description; its own validator stays off. The reader rewrites the address and makes the page longer, so
 * an error's anchor is gone to once it is done.
 */
export const startScript = `const asked = document.getElementById(location.hash.slice(1))
SwaggerUIBundle({
	url: '/api/openapi.json',
	dom_id: '#reader',
	deepLinking: true,
	validatorUrl: null,
	defaultModelsExpandDepth: 0,
	docExpansion: 'list',
	onComplete() {
		asked?.scrollIntoView()
		asked?.classList.add('asked')
	},
})
`

export const pageStyle = `body { margin: 0 auto; max-width: 90rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1c1f26; background: #fff }
h1, h2 { line-height: 1.2; margin: 2rem 0 1rem }
table { border-collapse: collapse; width: 100%; margin-bottom: 4rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #d7dae0 }
tr:target, tr.asked { background: #fff3c4 }
code { font-family: ui-monospace, monospace; font-size: .95em }
`

/** The API's own documents: what it takes and answers, and every error code with an anchor of its own (RFC 9457 §3.1.1). */
export function renderDocsPage(): string {
	const rows = Object.entries(errorMeanings)
		.map(([code, meaning]) => renderRow(code, meaning))
		.join('\n')
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of the to-do list</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/page.css">
<main>
<h1>API of the to-do list</h1>
<p>As a file: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Errors: <a href="#errors">all codes</a>.</p>
<div id="reader"></div>
<h2 id="errors">Error codes</h2>
<p>Every refusal is a problem document with one of these in <code>code</code>.</p>
<table>
<thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
`
}

function renderRow(code: string, meaning: string): string {
	const status = httpStatus[toCode(code)]
	return `<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td><td>${status}</td><td>${toHtml(meaning)}</td></tr>`
}

const toHtml = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/`([^`]+)`/g, '<code>$1</code>')

/** `Object.entries` forgets that the keys are codes. */
const toCode = (key: string) => key as ErrorCode
