/** One environment variable: what it means, and what holds without it. */
export interface Setting {
	readonly name: string
	/** What holds where it is unset, in words or as a value; '' for none. */
	readonly default: string
	readonly description: string
	readonly group: 'Server' | 'Database' | 'Accounts' | 'Assistant' | 'Mail' | 'Page' | 'Operation'
	readonly example?: string
	/** Never printed, logged or shown. */
	readonly secret?: boolean
}
