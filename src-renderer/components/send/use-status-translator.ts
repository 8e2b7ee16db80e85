import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../language.ts'
import { useSite } from '../../stores/site.ts'
import type { StatusTranslator } from './status-line.ts'

/** The words and formats of the language on screen, with the site's clock; all follow a switch at once. */
export function useStatusTranslator(): () => StatusTranslator {
  const { t } = useI18n()
  const { language, count, time } = useLanguage()
  const site = useSite()
  const say: StatusTranslator['t'] = (key, values = {}, plural) =>
    plural === undefined ? t(key, values) : t(key, values, plural)
  return () => ({
    language: language.value,
    t: say,
    count,
    time: (at) => time(at, site.site?.timeZone ?? 'UTC'),
  })
}
