/** The token of an Authorization header (RFC 6750 §2.1); undefined where it holds none. */
export const readBearer = (header: string | undefined): string | undefined =>
	/^bearer +([\x21-\x7e]{1,4096})$/i.exec(header?.trim() ?? '')?.[1]
