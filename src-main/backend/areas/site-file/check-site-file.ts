import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { paymentSchema } from '#shared/contract/payments.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Settings } from '#shared/contract/site-settings.ts'
import { instantOf, isTimeZone } from '#shared/domain/dates.ts'
import { describePayment } from '#backend/areas/payments/payments.ts'
import type { SiteFiles } from '#backend/storage/site-file.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import type { Readers } from '#backend/storage/storage.ts'

const PAGE = 200

/**
 * Looks at a site file that may come from anybody: its shape, as the storage knows it, and everything that is read as
 * JSON.
 * @throws Refusal 'siteFile.not-a-site', 'siteFile.newer', 'siteFile.damaged'
 */
export async function checkSiteFile(files: SiteFiles, name: string): Promise<SiteFileContent> {
  try {
    const { savedAt, ...head } = await files.check(name)
    const settings = await reading(files, readEverything)
    return { ...head, name: settings.name, savedAt: instantOf(savedAt) }
  } catch (error) {
    if (isRefusal(error) && error.code.startsWith('siteFile.')) throw error
    // Upgrading the copy writes: a full disk is not the file's fault.
    if (isRefusal(error, 'storage.full') || isRefusal(error, 'storage.unavailable')) throw error
    throw new Refusal('siteFile.damaged', { name })
  }
}

/**
 * Looks at a checked copy once more, after it has been made a site and before it takes the place of the one in use.
 * @throws Refusal 'siteFile.damaged'
 */
export async function checkPrepared(
  files: SiteFiles,
  { name, counts }: { name: string; counts: SiteFileContent['counts'] },
): Promise<void> {
  try {
    await files.checkPrepared(counts)
    await reading(files, readSettings)
  } catch {
    throw new Refusal('siteFile.damaged', { name })
  }
}

async function reading<T>(files: SiteFiles, work: (readers: Readers) => Promise<T>): Promise<T> {
  const { readers, close } = await files.open()
  try {
    return await work(readers)
  } finally {
    await close()
  }
}

async function readSettings({ settings }: Readers): Promise<Settings> {
  const found = await readSiteSettings(settings)
  if (!found || !isTimeZone(found.timeZone)) throw new Error('no settings of a site')
  return found
}

/** What is stored as JSON is parsed once: a file that cannot be shown is not opened. */
async function readEverything(readers: Readers): Promise<Settings> {
  const settings = await readSettings(readers)
  const { timeZone } = settings
  for (let before: number | undefined; ;) {
    const page = await readers.operations.list({ before, limit: PAGE })
    if (page.length === 0) break
    before = page.at(-1)?.id
  }
  for (let before: number | undefined; ;) {
    const page = await readers.payments.list({ before, limit: PAGE })
    if (page.length === 0) break
    for (const payment of page) paymentSchema.parse(describePayment(payment, { timeZone, buyerUrl: null }))
    before = page.at(-1)?.id
  }
  await readers.views.list()
  for (let before: number | undefined; ;) {
    const page = await readers.commerce.listRevisions({ before, limit: PAGE })
    if (page.length === 0) break
    before = page.at(-1)?.revision
  }
  return settings
}
