import manifest from '../../../package.json' with { type: 'json' }

/** The version of this program. */
export const APP_VERSION: string = manifest.version
