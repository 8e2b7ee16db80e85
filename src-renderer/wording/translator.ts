import { useI18n } from 'vue-i18n'
import { useLanguage } from '../language.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

/** The translator of the language on screen. */
export function useTranslator(): Translator {
  const { t, te } = useI18n()
  const { count, date, nameOf } = useLanguage()
  const say: Translator['t'] = (key, values = {}, plural) =>
    plural === undefined ? t(key, values) : t(key, values, plural)
  return { t: say, has: te, count, date, languageName: nameOf }
}
