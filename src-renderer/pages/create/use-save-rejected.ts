import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RecipientImport } from '#shared/contract/recipients.ts'
import { useLanguage } from '../../language.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'

/** Saves the bad rows, with what is wrong with each, as a file to be corrected and read again. */
export function useSaveRejected() {
  const { t } = useI18n()
  const { language, count } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const saving = ref(false)

  async function saveRejected({ importId, file }: RecipientImport): Promise<void> {
    saving.value = true
    try {
      const name = file.name.replace(/\.[^.]+$/, '')
      const target = await host.saveFile({ suggestedName: t('create.rows.rejectedName', { name }) })
      if (!target) return
      const { rows } = await jobs.follow(
        await api.recipients.saveRejected({ importId, target: target.token, language: language.value }),
      )
      await host.deliver(target)
      notices.done(() => ({
        fact: t('create.rows.savedRejected', { rows: t('common.rows', { n: count(rows) }, rows) }),
        rest: t('create.rows.savedRejectedRest'),
      }))
    } catch (error) {
      failures.report(error)
    } finally {
      saving.value = false
    }
  }
  return { saveRejected, saving }
}
