import { BACKEND_TEXTS, type SimulatorWords } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'

/** A page that has nothing to decide any more. */
export function overPage(why: keyof SimulatorWords['over'], language: Language): Page {
  const { title, text } = BACKEND_TEXTS[language].simulator.over[why]
  return {
    title,
    status: why === 'gone' ? 404 : 410,
    content: html`<h1>${title}</h1>
      <p>${text}</p>`,
  }
}
