import { escapeMarkup } from '#shared/domain/escape-markup.ts'
import { BACKEND_TEXTS, type ReturnPage } from '#shared/languages/backend-texts.ts'
import { type Language, languageForLocales, languages } from '#shared/languages/languages.ts'

export type { ReturnPage }

/** What is posted to PayPal where a plain address will not do. */
export interface StartForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;
font:15px/22px system-ui,sans-serif;background:#f5f6f4;color:#17211f}main{max-width:30rem;padding:24px;text-align:center}
h1{margin:0 0 8px;font-size:20px;line-height:28px}p{margin:0 0 16px;color:#55625e}
button{font:inherit;padding:6px 14px;border:0;border-radius:6px;background:#0b5c66;color:#fff;cursor:pointer}
@media (prefers-color-scheme:dark){body{background:#121817;color:#e3e9e6}p{color:#a0aea9}button{background:#7fcad1;color:#121817}}`

/** The page as HTML. `nonce` is that of the answer's policy. */
export function returnPage(
  page: ReturnPage,
  language: Language,
  nonce: string,
  form: StartForm | null = null,
): string {
  const { title, text } = BACKEND_TEXTS[language].returnPages[page]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style nonce="${nonce}">${STYLE}</style></head>
<body dir="${languages[language].direction}"><main><h1>${title}</h1><p>${text}</p>${form ? formOf(form, language, nonce) : ''}</main></body></html>
`
}

function formOf({ action, fields }: StartForm, language: Language, nonce: string): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeMarkup(name)}" value="${escapeMarkup(value)}">`,
  )
  return `<form method="post" action="${escapeMarkup(action)}">${inputs.join('')}<button>${BACKEND_TEXTS[language].returnPages.go}</button></form>
<script nonce="${nonce}">document.forms[0].requestSubmit()</script>`
}

/** Nothing but the page itself; a form goes to PayPal's host, and on to others of PayPal's. */
export function policyOf(nonce: string, form: StartForm | null): string {
  const target = form ? `${new URL(form.action).origin} https://*.paypal.com` : `'none'`
  return [
    `default-src 'none'`,
    `style-src 'nonce-${nonce}'`,
    ...(form ? [`script-src 'nonce-${nonce}'`] : []),
    `form-action ${target}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ')
}

/** The first of the browser's languages that there are texts in. */
export const languageOf = (accept: string | undefined): Language =>
  languageForLocales(accept?.split(',') ?? [])
