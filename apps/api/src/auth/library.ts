import { AsyncLocalStorage } from 'node:async_hooks'
import type { BetterAuth, BetterAuthOptions } from './better-auth.ts'

/** Better Auth, loaded when it is first needed: from the sources it takes a third of a second that no start should wait for. */
export interface Library {
	/** Hands a request over. @throws what went wrong inside, where its answer only says that something did. */
	handle(request: Request, secure: boolean): Promise<Response>
	requestReset(email: string): Promise<void>
	/** False where the token is no good. */
	reset(token: string, password: string): Promise<boolean>
}

type Shared = Omit<BetterAuthOptions, 'secure' | 'onFailure'>

export function createLibrary(shared: Shared): Library {
	const failures = new AsyncLocalStorage<{ error?: unknown }>()
	const instances = new Map<boolean, Promise<BetterAuth>>()

	async function load(secure: boolean): Promise<BetterAuth> {
		const { createBetterAuth } = await import('./better-auth.ts')
		const onFailure = (error: unknown) => {
			const failure = failures.getStore()
			if (failure) failure.error ??= error
		}
		const auth = createBetterAuth({ ...shared, secure, onFailure })
		// Asked now, a schema that doesn't fit is an answer; left to itself it is a rejection that nobody handles.
		await (await auth.$context).checkSchema?.()
		return auth
	}

	function get(secure: boolean): Promise<BetterAuth> {
		const known = instances.get(secure)
		if (known) return known
		const loading = load(secure)
		instances.set(secure, loading)
		loading.catch(() => instances.delete(secure))
		return loading
	}

	return {
		async handle(request, secure) {
			const auth = await get(secure)
			const failure: { error?: unknown } = {}
			const response = await failures.run(failure, () => auth.handler(request))
			if (response.status >= 500) throw failure.error ?? new Error(`Better Auth answered ${response.status}`)
			return response
		},
		async requestReset(email) {
			const auth = await get(true)
			await auth.api.requestPasswordReset({ body: { email } })
		},
		async reset(token, password) {
			const auth = await get(true)
			try {
				await auth.api.resetPassword({ body: { token, newPassword: password } })
				return true
			} catch (error) {
				if (isRefusal(error)) return false
				throw error
			}
		},
	}
}

const isRefusal = (error: unknown) =>
	error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
