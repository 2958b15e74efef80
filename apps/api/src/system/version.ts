import manifest from '../../package.json' with { type: 'json' }

/** The product's version, as health, description and logs say it. */
export const { version } = manifest
