import type { Change } from './types.ts'

/** What the server sends over `/api/ws`. Every frame is one JSON text. */
export type ServerFrame =
	/**
	 * First frame: where the server stands; also the answer to `ping`. A client that knows an older version opens the socket with
	 * `?since=41` in its address, or answers with `since`: then what it missed comes in order, before anything newer.
	 * A `since` that is no version is refused with 422.
	 */
	| { type: 'hello'; version: number }
	/** Everything that changed since the last frame, oldest first; `version` is the newest. */
	| { type: 'changes'; version: number; changes: Change[] }
	/** The changes asked for are no longer kept: load everything again. */
	| { type: 'resync'; version: number }
	/** A conversation has moved on (its newest message's number). */
	| { type: 'conversation'; conversation_id: number; seq: number }
	/** The server is going away; come back after so many milliseconds. */
	| { type: 'draining'; retry_in_ms: number }

/** What a client may send. Anything else closes the socket with 1008. */
export type ClientFrame = { type: 'since'; version: number } | { type: 'ping' }
