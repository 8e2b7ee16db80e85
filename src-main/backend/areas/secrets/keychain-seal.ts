import { z } from 'zod'
import type { Keychain } from '#backend/kernel/dependencies.ts'
import { KEY_BYTES, NotSealedHere, wipe } from './sealed-bytes.ts'
import type { Seal } from './seal.ts'

const wrappedSchema = z.strictObject({ sealed: z.base64() })

/** Has the system's keychain seal the box's key; the host asks it. */
export function keychainSeal(keychain: Keychain): Seal {
  return {
    kind: 'keychain',
    async wrap(key) {
      const sealed = await keychain.seal(key).catch(refused)
      return JSON.stringify({ sealed: Buffer.from(sealed).toString('base64') })
    },
    async unwrap(wrapped) {
      const { sealed } = wrappedSchema.parse(JSON.parse(wrapped))
      const opened = await keychain.unseal(Buffer.from(sealed, 'base64')).catch(refused)
      if (opened.length !== KEY_BYTES) throw new NotSealedHere()
      const key = Buffer.from(opened)
      wipe(opened)
      return key
    },
  }
}

/** What a keychain says when it is locked or another one is of no use to a person. */
const refused = (): never => {
  throw new NotSealedHere()
}

/** Where there is none: a browser host, a machine without a keyring. */
export const NO_KEYCHAIN: Keychain = {
  available: async () => false,
  seal: () => Promise.reject(new NotSealedHere()),
  unseal: () => Promise.reject(new NotSealedHere()),
}
