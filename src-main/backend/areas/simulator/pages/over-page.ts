import type { Language } from '#shared/preferences.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'
import { type PageWords, WORDS } from './words.ts'

/** A page that has nothing to decide any more. */
export function overPage(why: keyof PageWords['over'], language: Language): Page {
  const { title, text } = WORDS[language].over[why]
  return {
    title,
    status: why === 'gone' ? 404 : 410,
    content: html`<h1>${title}</h1>
      <p>${text}</p>`,
  }
}
