const dayMs = 24 * 3600_000

/** How long a session lives without being used. A guest has no other way back in, so a guest's lives as long as the guest. */
export const toLifetimeMs = (guest: boolean) => (guest ? 30 : 7) * dayMs
