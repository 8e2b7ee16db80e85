import { z } from 'zod'

/** What protects the passwords: the system's keychain, or a passphrase. */
export const sealSchema = z.enum(['keychain', 'passphrase'])
export type SealKind = z.output<typeof sealSchema>
