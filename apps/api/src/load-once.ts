/** Loads with the first call and keeps it; forgets what could not be loaded, so that the next call tries again. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
	let loading: Promise<T> | undefined
	return async () => {
		const own = (loading ??= load())
		try {
			return await own
		} catch (error) {
			// By now somebody else may be trying again already.
			if (loading === own) loading = undefined
			throw error
		}
	}
}
