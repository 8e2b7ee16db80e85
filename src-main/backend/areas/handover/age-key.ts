import { createHash } from 'node:crypto'
import { Refusal } from '#shared/contract/refusal.ts'

/** So many letters are compared by people, in fours. */
const LETTERS = 32

/** What two people compare to see that they mean the same key. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256')
    .update(publicKey)
    .digest('hex')
    .slice(0, LETTERS)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ')

/** Encrypts for the one who has the private key, in the format of age. @throws Refusal 'handover.bad-key' */
export async function encryptFor(publicKey: string, content: string): Promise<Uint8Array> {
  // On first use: hardly anybody hands secrets over.
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(publicKey)
  } catch {
    throw new Refusal('handover.bad-key', {})
  }
  return await encrypter.encrypt(content)
}

/** The key as it is written, once it is known to be one. @throws Refusal 'handover.bad-key' */
export async function checkedKey(publicKey: string): Promise<string> {
  const key = publicKey.trim().toLowerCase()
  await encryptFor(key, '')
  return key
}
