import { type Composer, createI18n } from 'vue-i18n'
import type { Language } from '#shared/preferences.ts'
import { start as en } from '#shared/languages/en/window/start.ts'
import { start as nb } from '#shared/languages/nb/window/start.ts'

const PAGES = {
  nb: () => import('#shared/languages/nb/window/pages.ts'),
  en: () => import('#shared/languages/en/window/pages.ts'),
}

/**
 * The window's messages, those of the start page in both languages. Norwegian is written first; `en` must have the same
 * keys (the compiler checks).
 */
export function createMessages(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    messages: { nb, en },
    missingWarn: true,
    fallbackWarn: false,
  })
}

const read = new WeakMap<Composer, Set<Language>>()

/** Adds what the other pages say in `language`. The first page is there without it; every other one waits for it. */
export async function readMessages(messages: Composer, language: Language): Promise<void> {
  const { pages } = await PAGES[language]()
  const have = read.get(messages) ?? new Set()
  read.set(messages, have)
  if (!have.has(language)) messages.mergeLocaleMessage(language, pages)
  have.add(language)
}
