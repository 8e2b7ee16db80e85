import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Keychain } from '#backend/kernel/dependencies.ts'

export interface TestKeychain extends Keychain {
  /** As when the keyring is locked, or the machine is another one. */
  setAvailable(available: boolean): void
  /** As on another machine: what was sealed before cannot be unsealed. */
  replace(): void
  readonly asked: { seal: number; unseal: number }
}

/** A keychain in memory that really seals; the same `key` is the same keychain. */
export function testKeychain(key: Buffer = randomBytes(32)): TestKeychain {
  let available = true
  const asked = { seal: 0, unseal: 0 }
  const check = () => {
    if (!available) throw new Error('the keyring is locked')
  }
  return {
    asked,
    setAvailable: (now) => void (available = now),
    replace: () => void (key = randomBytes(32)),
    available: async () => available,
    async seal(bytes) {
      check()
      asked.seal += 1
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    async unseal(bytes) {
      check()
      asked.unseal += 1
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
  }
}
