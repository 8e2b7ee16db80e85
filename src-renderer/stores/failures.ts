import { defineStore } from 'pinia'
import { isRefusal } from '#shared/contract/refusal.ts'
import { LostAnswer } from '../lost/lost-answer.ts'
import { useLanguage } from '../language.ts'
import { refusalFrom, useNotices } from './notices.ts'

/** Says in the notice bar why something did not happen. What a person cancelled themselves needs no notice. */
export const useFailures = defineStore('failures', () => {
  const notices = useNotices()
  const { language } = useLanguage()

  async function say(error: unknown): Promise<void> {
    // Loaded with the first failure: a start has none.
    const { errorText } = await import('#shared/wording/error-texts.ts')
    notices.failed(() => {
      const { fact, remedy } = errorText(refusalFrom(error), language.value)
      return { fact, rest: remedy }
    })
  }

  function report(error: unknown): void {
    // The notice bar says already what was found of a change whose answer was lost.
    if (!isRefusal(error, 'job.cancelled') && !(error instanceof LostAnswer)) void say(error)
  }
  return { report }
})
