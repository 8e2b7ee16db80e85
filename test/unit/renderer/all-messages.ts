import type { Composer } from 'vue-i18n'
import type { Language } from '#shared/preferences.ts'
import { pages as enPages } from '#shared/languages/en/window/pages.ts'
import { start as enStart } from '#shared/languages/en/window/start.ts'
import { createMessages } from '../../../src-renderer/i18n/index.ts'
import { pages as nbPages } from '#shared/languages/nb/window/pages.ts'
import { start as nbStart } from '#shared/languages/nb/window/start.ts'

const joined = <S extends typeof nbStart, P extends typeof nbPages>(start: S, pages: P) => ({
  ...start,
  ...pages,
  commerce: {
    ...start.commerce,
    ...pages.commerce,
    mode: { ...start.commerce.mode, ...pages.commerce.mode },
  },
  mail: {
    ...start.mail,
    ...pages.mail,
    templates: { ...start.mail.templates, ...pages.mail.templates },
  },
})

/** Everything that the window says. */
export const nb = joined(nbStart, nbPages)
export const en = joined(enStart, enPages)

/** The messages of a window that has read those of every page. */
export function allMessages(language: Language) {
  const messages = createMessages(language)
  const composer = messages.global as Composer
  composer.mergeLocaleMessage('nb', nbPages)
  composer.mergeLocaleMessage('en', enPages)
  return messages
}
