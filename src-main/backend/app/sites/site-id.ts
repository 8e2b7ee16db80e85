import { isRefusal } from '#shared/contract/refusal.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import { SITE_ID } from '#backend/storage/site-id.ts'
import type { Storage } from '#backend/storage/storage.ts'

const BYTES = 12

/**
 * The id of the site, which it gets when it is first opened. One that cannot be written has another id each time.
 * @throws Refusal of the area `storage`
 */
export async function identify(
  storage: Pick<Storage, 'settings' | 'transaction'>,
  random: RandomSource,
): Promise<string> {
  const stored = await storage.settings.find(SITE_ID)
  if (stored !== null) return stored
  const id = Buffer.from(random.bytes(BYTES)).toString('hex')
  try {
    return await storage.transaction('site.identify', async (tx) => {
      // Another program may have opened the same database meanwhile.
      const other = await tx.settings.find(SITE_ID)
      if (other === null) await tx.settings.write({ [SITE_ID]: id })
      return other ?? id
    })
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
  return id
}
