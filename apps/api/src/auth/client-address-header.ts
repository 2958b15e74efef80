/** Set by us alone on what is handed to Better Auth: the client's address, past the trusted proxies. */
export const clientAddressHeader = 'x-client-address'
