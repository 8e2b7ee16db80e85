import { defineStore } from 'pinia'
import { errorText } from '#shared/wording/errors.ts'
import { isRefusal } from '#shared/contract/errors.ts'
import { useLanguage } from '../language.ts'
import { refusalFrom, useNotices } from './notices.ts'

/** Says in the notice bar why something did not happen. What a person cancelled themselves needs no telling. */
export const useFailures = defineStore('failures', () => {
  const notices = useNotices()
  const { language } = useLanguage()

  function tell(error: unknown): void {
    if (isRefusal(error, 'job.cancelled')) return
    notices.failed(() => {
      const { fact, remedy } = errorText(refusalFrom(error), language.value)
      return { fact, rest: remedy }
    })
  }
  return { tell }
})
