import ipaddr from 'ipaddr.js'

/** An address of this very machine. */
export const isLoopback = (ip: string): boolean => ipaddr.isValid(ip) && ipaddr.process(ip).range() === 'loopback'

/** The unit that limits count by: an IPv4 address, or the /64 an IPv6 customer gets; an IPv4 inside IPv6 is that IPv4. */
export function toLimitAddress(ip: string): string {
	if (!ipaddr.isValid(ip)) return 'unknown'
	const address = ipaddr.process(ip)
	if (address.kind() === 'ipv4') return address.toString()
	return `${address.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`
}
