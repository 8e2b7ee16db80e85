import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Settings } from '#shared/contract/site-settings.ts'
import { instantOf, isTimeZone } from '#shared/domain/dates.ts'
import type { SiteFiles, Watch } from '#backend/storage/site-file.ts'
import { readSiteContents, type SiteContents } from '#backend/storage/site-contents.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import type { Readers } from '#backend/storage/storage.ts'

/**
 * Looks at a site file that may come from anybody.
 * @throws Refusal 'siteFile.not-a-site', 'siteFile.newer', 'siteFile.damaged', 'job.cancelled'
 */
export async function checkSiteFile(files: SiteFiles, name: string, watch: Watch): Promise<SiteFileContent> {
  try {
    const { savedAt, ...head } = await files.check(name, watch)
    const settings = await reading(files, readSettings)
    return { ...head, name: settings.name, savedAt: instantOf(savedAt) }
  } catch (error) {
    if (isRefusal(error) && (error.code.startsWith('siteFile.') || error.code === 'job.cancelled'))
      throw error
    // Upgrading the copy writes: a full disk is not the file's fault.
    if (isRefusal(error, 'storage.full') || isRefusal(error, 'storage.unavailable')) throw error
    throw new Refusal('siteFile.damaged', { name })
  }
}

/**
 * Looks at a site file, and reads what is compared with the site in use.
 * @throws Refusal as `checkSiteFile`
 */
export async function inspectSiteFile(
  files: SiteFiles,
  name: string,
  watch: Watch,
): Promise<{ content: SiteFileContent; contents: SiteContents }> {
  const content = await checkSiteFile(files, name, watch)
  try {
    return { content, contents: await reading(files, readSiteContents) }
  } catch {
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
