import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import { type Language, languageForCountry, languages } from '#shared/languages/languages.ts'
import { languageOf } from '#backend/areas/paypal/paypal.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import type { Answer, Call } from '../server/http-messages.ts'
import { type Html, html } from './html.ts'
import { STYLE } from './style.ts'

export interface Page {
  readonly title: string
  readonly content: Html
  readonly status?: number
  /** Where the page's form may lead, beside the simulator itself. */
  readonly leadsTo?: readonly URL[]
}

/** A page in the frame that says on every one of them: simulator, nothing is charged. */
export function pageAnswer(
  { title, content, status = 200, leadsTo = [] }: Page,
  language: Language,
  random: RandomSource,
): Answer {
  const words = BACKEND_TEXTS[language].simulator
  const nonce = Buffer.from(random.bytes(16)).toString('base64')
  const style: Html = { html: `<style nonce="${nonce}">${STYLE}</style>` }
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${words.mark}</title>
        ${style}
      </head>
      <body dir="${languages[language].direction}">
        <header><span>${words.mark}</span></header>
        <main><div class="card">${content}</div></main>
        <footer>${words.foot}</footer>
      </body>
    </html> `
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policyOf(nonce, leadsTo),
      'Cache-Control': 'no-store',
      // A stricter one would take the origin from the page's own form.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
    body: page.html,
  }
}

/** Nothing but the page itself. Browsers hold a form to `form-action` where it is sent on to, too. */
function policyOf(nonce: string, leadsTo: readonly URL[]): string {
  const targets = [...new Set(["'self'", ...leadsTo.map(({ origin }) => origin)])]
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `form-action ${targets.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The language that was asked for by PayPal's locale (`nb_NO`, `NO`, `en-US`), else the browser's. */
export function pageLanguage(locale: string | null, { headers }: Call): Language {
  if (locale) return languageForCountry(locale)
  return languageOf(headers['accept-language'])
}

export const redirect = (url: URL): Answer => ({
  status: 303,
  headers: { Location: url.href, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  body: '',
})
