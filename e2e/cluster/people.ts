import { must, namespace } from './stage.ts'

/**
 * Runs in the API's own container, which may say where a request comes from: so many sign-ups from one address would be refused.
 * Arguments: how many, a word of their own, a password.
 */
const script = `
const [count, word, password] = process.argv.slice(1)
const port = process.env.PORT ?? 8000
const tokens = []
for (let number = 0; number < Number(count); number++) {
	const answer = await fetch('http://127.0.0.1:' + port + '/api/auth/signup', {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.' + Math.floor(Math.random() * 256) + '.' + (number % 250 + 1) },
		body: JSON.stringify({ email: word + number + '@example.com', password }),
	})
	const body = await answer.json()
	if (!answer.ok) throw new Error(answer.status + ' ' + JSON.stringify(body))
	tokens.push(body.access_token)
}
console.log(JSON.stringify(tokens))
`

/** New accounts; answers a token of each. `word` tells them from those of other tests. */
export async function signUp(count: number, word: string): Promise<string[]> {
	const node = ['node', '--input-type=module', '--eval', script, '--', String(count), word, 'A long enough password 1']
	const output = await must('kubectl', [
		'--namespace',
		namespace,
		'exec',
		'deployment/backend',
		'--container',
		'backend',
		'--',
		...node,
	])
	const tokens: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '[]')
	if (!Array.isArray(tokens) || tokens.length !== count) throw new Error(`signed up nobody: ${output}`)
	return tokens.map(String)
}
