import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import { type InspectedSiteFile, SITE_FILE_EXTENSION } from '#shared/contract/site-file.ts'
import { useLanguage } from '../../language.ts'
import { useApi, useHost } from '../../api-client.ts'
import { wasDoneAnyway } from '../../lost/lost-answer.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'
import { useNotices } from '../../stores/notices.ts'
import { useSite } from '../../stores/site.ts'
import { wayBack } from '../../way-back.ts'
import { formatBytes } from './bytes.ts'

/** Characters that some file systems refuse in a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]+/gu

/** Saving the whole site to one file, and opening one after a look at what it holds. */
export function useSiteFile() {
  const { t } = useI18n()
  const { language } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const site = useSite()
  const notices = useNotices()
  const failures = useFailures()
  const lastChange = useLastChange()
  /** Since the file was compared with the site. */
  let changed: SayLastChange | undefined
  const busy = ref(false)
  const found = shallowRef<{ file: FileRef; content: InspectedSiteFile } | null>(null)

  async function quietly(details: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    const sayLast = changed
    try {
      await details()
    } catch (error) {
      failures.report(error, undefined, sayLast)
    } finally {
      busy.value = false
    }
  }

  const save = () =>
    quietly(async () => {
      if (!site.site) return
      const name = t('siteFile.suggested', { name: site.site.name, date: site.site.today }).replace(
        NOT_IN_NAMES,
        ' ',
      )
      const file = await host.saveFile({ suggestedName: `${name}.${SITE_FILE_EXTENSION}` })
      if (!file) return
      const { bytes } = await jobs.follow(await api.siteFile.save({ file: file.token }))
      await host.deliver(file)
      notices.done(() => ({
        fact: t('siteFile.saved'),
        rest: t('siteFile.savedRest', { size: formatBytes(bytes, language.value) }),
      }))
    })

  const look = async (file: FileRef) => {
    changed = lastChange.note()
    found.value = { file, content: await jobs.follow(await api.siteFile.inspect({ file: file.token })) }
  }
  const lookOrDiscard = (file: FileRef) =>
    look(file).catch((error: unknown) => {
      host.discard(file)
      throw error
    })

  /** Reads what a file holds; nothing changes yet. */
  const inspect = (file: FileRef) => quietly(() => lookOrDiscard(file))

  /** Lets the person choose the file. */
  const choose = () =>
    quietly(async () => {
      const file = await host.openFile({ extensions: [SITE_FILE_EXTENSION] })
      if (file) await lookOrDiscard(file)
    })

  const open = () =>
    quietly(async () => {
      if (!found.value) return
      await site.leave()
      const { file, content } = found.value
      const expect = content.plan.present?.counts.operations
      const opening = api.siteFile.open({ file: file.token, ...(expect !== undefined && { expect }) })
      const { site: opened, backup } = await jobs.follow(await opening).catch(async (error: unknown) => {
        // The site was read again with the restart.
        if (wasDoneAnyway(error)) found.value = null
        if (isRefusal(error, 'plan.moved')) await look(file)
        throw error
      })
      found.value = null
      site.site = opened
      notices.done(() => ({
        fact: t('siteFile.check.done', { name: opened.name }),
        rest: t('siteFile.check.doneRest', { backup }),
        ...(backup && { link: { label: t('siteFile.check.wayBack'), to: wayBack(backup) } }),
      }))
    })

  function cancel(): void {
    if (found.value) host.discard(found.value.file)
    found.value = null
  }

  return { busy, found, save, choose, inspect, open, cancel }
}
