import { createI18n } from 'vue-i18n'
import type { Language } from '#shared/preferences.ts'
import { en } from './en/index.ts'
import { nb } from './nb/index.ts'

/** Every string of the window. Norwegian is written first; `en` must have the same keys (the compiler checks). */
export function createMessages(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    messages: { nb, en },
    missingWarn: true,
    fallbackWarn: false,
  })
}
