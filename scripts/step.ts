/** "1.2 s", since a moment of `performance.now()`. */
export const sayTimeSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

/** Says what is being done, and once it is, how long that took: "Building the page … 39.1 s". */
export function startStep(name: string): { end: () => void } {
	const start = performance.now()
	process.stdout.write(`${name} … `)
	return { end: () => console.log(sayTimeSince(start)) }
}
