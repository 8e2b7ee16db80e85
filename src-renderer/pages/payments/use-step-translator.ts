import { computed, type ComputedRef } from 'vue'
import { useLanguage } from '../../language.ts'
import { useTranslator } from '../../wording/translator.ts'
import type { StepTranslator } from './step-words.ts'

/** The words of steps in the language on screen. */
export function useStepTranslator(): ComputedRef<StepTranslator> {
  const { t } = useTranslator()
  const { language } = useLanguage()
  return computed(() => ({ t, language: language.value }))
}
