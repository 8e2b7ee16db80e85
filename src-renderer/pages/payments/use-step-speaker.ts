import { computed, type ComputedRef } from 'vue'
import { useLanguage } from '../../language.ts'
import { useSpeaker } from '../../wording/speaker.ts'
import type { StepSpeaker } from './step-words.ts'

/** The words of steps in the language on screen. */
export function useStepSpeaker(): ComputedRef<StepSpeaker> {
  const { t } = useSpeaker()
  const { language } = useLanguage()
  return computed(() => ({ t, language: language.value }))
}
