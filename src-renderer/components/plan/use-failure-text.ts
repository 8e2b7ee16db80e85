import { computed, type ComputedRef } from 'vue'
import { errorText } from '#shared/wording/error-texts.ts'
import { useLanguage } from '../../language.ts'
import { refusalFrom } from '../../stores/notices.ts'

/** What failed and what can be done about it, in the language on screen; empty where nothing failed. */
export function useFailureText(failure: () => unknown): ComputedRef<string> {
  const { language } = useLanguage()
  return computed(() => {
    const error = failure()
    if (error === null || error === undefined) return ''
    const { fact, remedy } = errorText(refusalFrom(error), language.value)
    return [fact, remedy].filter(Boolean).join(' ')
  })
}
