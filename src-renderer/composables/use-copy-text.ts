import { useI18n } from 'vue-i18n'
import { useFailures } from '../stores/failures.ts'
import { useNotices } from '../stores/notices.ts'

/** Copies a text, and says that it is copied. */
export function useCopyText() {
  const { t } = useI18n()
  const notices = useNotices()
  const failures = useFailures()
  return async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      notices.done(() => ({ fact: t('common.copied') }))
    } catch (error) {
      failures.report(error)
    }
  }
}
