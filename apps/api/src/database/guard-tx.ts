import type { Tx } from './database.ts'

/** The same transaction, for as long as `requireOpen` does not throw: nothing gets by it after that. */
export function guardTx(tx: Tx, requireOpen: () => void): Tx {
	return {
		dialect: tx.dialect,
		all: async (statement, input) => (requireOpen(), tx.all(statement, input)),
		first: async (statement, input) => (requireOpen(), tx.first(statement, input)),
		run: async (statement, input) => (requireOpen(), tx.run(statement, input)),
		send: async (statement, input) => (requireOpen(), tx.send(statement, input)),
	}
}

/** @throws {Error} where `isOpen` is false. */
export function requireTxOpen(isOpen: boolean): void {
	if (!isOpen) throw new Error('a transaction was used after its end')
}
