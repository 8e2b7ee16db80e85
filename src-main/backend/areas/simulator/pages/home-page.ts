import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { type Html, html } from './html.ts'
import type { Page } from './page.ts'

/** What the simulator is, and what makes it answer otherwise: for the person who tests. */
export function homePage(language: Language): Page {
  const words = BACKEND_TEXTS[language].simulator.home
  const rows = (entries: readonly (readonly [string, string])[]): Html =>
    html`<table>
      ${entries.map(
        ([what, then]) =>
          html`<tr>
            <th scope="row">${what}</th>
            <td>${then}</td>
          </tr>`,
      )}
    </table>`
  return {
    title: words.title,
    content: html`<h1>${words.title}</h1>
      <p>${words.text}</p>
      <h2>${words.amounts}</h2>
      ${rows(words.amountRows)}
      <h2>${words.accounts}</h2>
      ${rows(words.accountRows)}`,
  }
}
