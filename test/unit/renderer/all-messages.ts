import type { Composer } from 'vue-i18n'
import { byLanguage, type Language, LANGUAGES, readByLanguage } from '#shared/languages/languages.ts'
import { createMessages } from '../../../src-renderer/i18n/index.ts'

const pagesOf = await readByLanguage(({ pages }) => pages())

/** Everything that the window says, in each language. */
export const everyMessage = byLanguage(({ start }, code) => {
  const pages = pagesOf[code]
  return {
    ...start,
    ...pages,
    commerce: {
      ...start.commerce,
      ...pages.commerce,
      mode: { ...start.commerce.mode, ...pages.commerce.mode },
    },
    mail: { ...start.mail, ...pages.mail },
  }
})
export const { nb, en } = everyMessage

/** The messages of a window that has read those of every page. */
export function allMessages(language: Language) {
  const messages = createMessages(language)
  const composer = messages.global as Composer
  for (const code of LANGUAGES) composer.mergeLocaleMessage(code, pagesOf[code])
  return messages
}
