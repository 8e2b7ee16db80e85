import { Refusal } from '#shared/contract/refusal.ts'
import type { Keychain, RandomSource } from '#backend/kernel/dependencies.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredBox } from '#backend/storage/secrets.ts'
import type { KeyRing } from './key-ring.ts'
import { keychainSeal } from './keychain-seal.ts'
import { passphraseSeal } from './passphrase-seal.ts'
import { KEY_BYTES, NotSealedHere } from './sealed-bytes.ts'

export interface SecretBoxDependencies {
  readonly random: RandomSource
  readonly keychain: Keychain
  readonly ring: KeyRing
}

/** The key in memory, or from the keychain, unless the person locked it. @throws Refusal 'secrets.locked' */
export async function neededKey(
  { keychain, ring }: SecretBoxDependencies,
  site: OpenSite,
  box: StoredBox,
): Promise<Buffer> {
  const known = ring.get(site.kind)
  if (known) return known
  const ask = box.seal === 'keychain' && !ring.isLocked(site.kind) && (await keychain.available())
  const key = ask ? await keychainSeal(keychain).unwrap(box.wrapped).catch(noKey) : undefined
  if (!key) throw new Refusal('secrets.locked', { seal: box.seal })
  return ring.keep(site.kind, key)
}

/** The key, from a passphrase that a person typed. @throws Refusal 'secrets.wrong-passphrase' */
export async function keyByPassphrase(
  random: RandomSource,
  box: StoredBox,
  passphrase: string,
): Promise<Buffer> {
  const key = await passphraseSeal(random, passphrase).unwrap(box.wrapped).catch(noKey)
  if (!key) throw new Refusal('secrets.wrong-passphrase', {})
  return key
}

/** The key, from the keychain. @throws Refusal 'secrets.keychain-unavailable' */
export async function keyByKeychain(keychain: Keychain, box: StoredBox): Promise<Buffer> {
  const available = await keychain.available()
  const key = available ? await keychainSeal(keychain).unwrap(box.wrapped).catch(noKey) : undefined
  if (!key) throw new Refusal('secrets.keychain-unavailable', {})
  return key
}

/** The box of a site that has none yet, under the keychain. @throws Refusal 'secrets.unprotected' where there is none */
export async function firstBox({
  random,
  keychain,
}: SecretBoxDependencies): Promise<{ key: Buffer; box: StoredBox }> {
  const unprotected = new Refusal('secrets.unprotected', {})
  if (!(await keychain.available())) throw unprotected
  const key = Buffer.from(random.bytes(KEY_BYTES))
  const wrapped = await keychainSeal(keychain).wrap(key).catch(noKey)
  if (wrapped === undefined) throw unprotected
  return { key, box: { seal: 'keychain', wrapped } }
}

function noKey(error: unknown): undefined {
  if (error instanceof NotSealedHere) return undefined
  throw error
}
