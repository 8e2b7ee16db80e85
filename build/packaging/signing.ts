/** What can be signed with the certificates that the environment has. */
export interface Signing {
  readonly windows: boolean
  readonly mac: boolean
  readonly notarize: boolean
}

const NONE: Signing = { windows: false, mac: false, notarize: false }

const SECRETS = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_API_KEY',
  'APPLE_API_KEY_ID',
  'APPLE_API_ISSUER',
]

/** A workflow sets a secret that it does not have to nothing, which electron-builder would take for one. */
export function dropEmptySecrets(env: NodeJS.ProcessEnv): void {
  for (const name of SECRETS) if (env[name] === '') delete env[name]
}

/** By the names that electron-builder reads them from. */
export function signingOf(env: NodeJS.ProcessEnv): Signing {
  if (!env.CSC_LINK && !env.WIN_CSC_LINK) return NONE
  const mac = Boolean(env.CSC_LINK)
  return {
    windows: Boolean(env.WIN_CSC_LINK ?? env.CSC_LINK),
    mac,
    notarize: mac && Boolean(env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER),
  }
}
