import { defineStore } from 'pinia'
import { isRefusal } from '#shared/contract/refusal.ts'
import { LostAnswer } from '../lost/lost-answer.ts'
import { useLanguage } from '../language.ts'
import type { SayLastChange } from './last-change.ts'
import { refusalFrom, useNotices } from './notices.ts'
import { useRecovery } from './recovery.ts'

/** Refused because of what was changed since. */
const OUTDATED = ['plan.moved', 'commerce.plan-moved', 'history.changed-since'] as const

/** Says in the notice bar why something did not happen. What a person cancelled themselves needs no notice. */
export const useFailures = defineStore('failures', () => {
  const notices = useNotices()
  const recovery = useRecovery()
  const { language } = useLanguage()

  async function say(error: unknown, what?: () => string, changed?: SayLastChange): Promise<void> {
    // Loaded with the first failure: a start has none.
    const { errorText } = await import('#shared/wording/error-texts.ts')
    const isOutdated = OUTDATED.some((code) => isRefusal(error, code))
    const last = (isOutdated && (await changed?.())) || ''
    notices.failed(() => {
      const { fact, remedy: rest } = errorText(refusalFrom(error), language.value)
      const remedy = last ? `${last} ${rest}` : rest
      return what ? { fact: what(), rest: `${fact} ${remedy}` } : { fact, rest: remedy }
    })
  }

  /** Why no site is open is on the recovery screen: whoever finds none need not say it again. */
  const isOnScreen = (error: unknown): boolean =>
    recovery.isClosed && isRefusal(error) && error.code === recovery.state?.problem?.code

  /**
   * @param what what did not happen, where the person did not ask for it just now
   * @param changed what is said besides of what no longer applies
   */
  function report(error: unknown, what?: () => string, changed?: SayLastChange): void {
    if (isOnScreen(error)) return
    // The notice bar says already what was found of a change whose answer was lost.
    if (!isRefusal(error, 'job.cancelled') && !(error instanceof LostAnswer)) void say(error, what, changed)
  }
  return { report }
})
