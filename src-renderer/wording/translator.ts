import { useI18n } from 'vue-i18n'
import { useLanguage } from '../language.ts'
import { termText } from '#shared/wording/term-text.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

/** The translator of the language on screen. */
export function useTranslator(): Translator {
  const { t, te } = useI18n()
  const { language, count, date, nameOf } = useLanguage()
  const say: Translator['t'] = (key, values = {}, plural) =>
    plural === undefined ? t(key, values) : t(key, values, plural)
  const term: Translator['term'] = (change) => termText(change, language.value)
  return { t: say, has: te, count, date, term, languageName: nameOf }
}
