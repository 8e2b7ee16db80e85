import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useLanguage } from '../language.ts'
import { useApi, useHost } from '../api-client.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'

/** Saves a small recipient file to start from, where the person chooses. `saved` is true from then on. */
export const useExampleFile = defineStore('example-file', () => {
  const { t } = useI18n()
  const { language, count } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const saved = ref(false)

  async function saveExample(): Promise<void> {
    try {
      const file = await host.saveFile({ suggestedName: t('shell.exampleFile') })
      if (!file) return
      const { rows } = await jobs.follow(
        await api.recipients.saveExample({ target: file.token, language: language.value }),
      )
      await host.deliver(file)
      saved.value = true
      notices.done(() => ({
        fact: t('shell.exampleSaved'),
        rest: t('shell.exampleSavedRest', { rows: t('common.rows', { n: count(rows) }, rows) }),
      }))
    } catch (error) {
      failures.report(error)
    }
  }

  return { saveExample, saved }
})
