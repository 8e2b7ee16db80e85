import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../../language.ts'
import { useApi, useHost } from '../../../api-client.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useJobs } from '../../../stores/jobs.ts'
import { useMail } from '../../../stores/mail.ts'
import { useNotices } from '../../../stores/notices.ts'
import { useSite } from '../../../stores/site.ts'

export type MailFiles = 'folder' | 'zip' | 'xlsx'

/** Writes what waits to files instead of sending it; the page then asks whether it was delivered. */
export function useFiles() {
  const { t } = useI18n()
  const { count, language } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const mail = useMail()
  const notices = useNotices()
  const failures = useFailures()
  const site = useSite()

  function suggested(format: MailFiles): string {
    const day = site.site?.today ?? ''
    if (format === 'xlsx') return `${t('mail.files.mergeName', { day })}.xlsx`
    return `${t('mail.files.name', { day })}${format === 'zip' ? '.zip' : ''}`
  }

  async function save(format: MailFiles): Promise<void> {
    try {
      const target = await host.saveFile({ suggestedName: suggested(format) })
      if (!target) return
      const started = await api.mail.saveFiles({
        which: { kind: 'all', state: 'queued' },
        format,
        target: target.token,
        language: language.value,
      })
      const { messages, handOver } = await jobs.follow(started)
      await host.deliver(target)
      const { name } = target
      mail.handOver = { handOver, name, messages }
      notices.done(() => ({ fact: t('mail.done.written', { n: count(messages), name }, messages) }))
    } catch (error) {
      failures.report(error)
    }
  }

  // A page cannot write a folder into a browser's downloads.
  const formats: readonly MailFiles[] = host.kind === 'desktop' ? ['folder', 'zip', 'xlsx'] : ['zip', 'xlsx']
  return { save, formats }
}
