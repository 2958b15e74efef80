/** Sessions that are over: what was opened with them has to close. */
export interface Ended {
	userId: string
	sessionIds: readonly string[] | 'all'
}
