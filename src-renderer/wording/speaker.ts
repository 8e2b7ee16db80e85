import { useI18n } from 'vue-i18n'
import { useLanguage } from '../language.ts'
import type { Speaker } from './deed-sentence.ts'

/** The speaker of the language on screen. */
export function useSpeaker(): Speaker {
  const { t } = useI18n()
  const { count, date } = useLanguage()
  const say: Speaker['t'] = (key, values = {}, plural) =>
    plural === undefined ? t(key, values) : t(key, values, plural)
  return { t: say, count, date }
}
