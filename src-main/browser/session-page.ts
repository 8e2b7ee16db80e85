import { BROWSER_TEXTS } from '#shared/languages/browser-texts.ts'
import { type Language, languageFor, languages } from '#shared/languages/languages.ts'
import type { IncomingMessage, ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import { newNonce, safetyHeaders } from '../hosts/content-policy.ts'

const STYLE = `:root{color-scheme:light dark;--background:#f5f6f4;--surface:#fff;--hairline:#dde1dd;--text:#17211f;--muted:#55625e;--primary:#0b5c66;--soft:#e3eeee}
@media (prefers-color-scheme:dark){:root{--background:#121817;--surface:#1a2220;--hairline:#2d3835;--text:#e3e9e6;--muted:#a0aea9;--primary:#7fcad1;--soft:#17302f}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;
font:15px/23px 'Inter Variable',Inter,system-ui,sans-serif;background:var(--background);color:var(--text)}
main{width:100%;max-width:35rem;padding:32px 36px;border:1px solid var(--hairline);border-radius:12px;background:var(--surface)}
.name{margin:0 0 20px;font-size:13px;font-weight:560;color:var(--primary)}
h1{margin:0 0 8px;font-size:22px;line-height:30px;font-weight:620;text-wrap:balance}p{margin:0;color:var(--muted)}
ol{margin:24px 0;padding:0;list-style:none;counter-reset:step}
li{position:relative;padding:0 0 14px 40px;counter-increment:step}li:last-child{padding-bottom:0}
li::before{content:counter(step);position:absolute;left:0;top:-1px;width:25px;height:25px;border-radius:50%;
background:var(--soft);color:var(--primary);font-size:13px;font-weight:620;line-height:25px;text-align:center}
code{display:inline-block;max-width:100%;padding:1px 6px;border-radius:4px;background:var(--soft);font:13px/21px ui-monospace,monospace;overflow-wrap:anywhere}
.kept{padding-top:16px;border-top:1px solid var(--hairline);font-size:14px}`

/** Looks whether the browser has been given this start's session meanwhile, in another tab; then loads the page itself. */
const SCRIPT = `const look=async()=>{try{if((await fetch('/api/session')).ok)location.reload()}catch{}}
setInterval(()=>document.hidden||look(),2000);document.addEventListener('visibilitychange',()=>document.hidden||look())`

/** What a browser without a session of this start is shown in place of the page: why, and what to do. */
export function sendSessionPage(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const language = languageOf(request.headers['accept-language'])
  const nonce = newNonce()
  const html = Buffer.from(sessionPage(language, origin, nonce))
  response.writeHead(401, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': html.length,
    'Content-Language': language,
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    ...safetyHeaders,
  })
  response.end(request.method === 'HEAD' ? undefined : html)
}

function sessionPage(language: Language, origin: string, nonce: string): string {
  const { name, title, text, find, open, back, kept } = BROWSER_TEXTS[language].noSession
  const address = `<code>${origin}/?token=…</code>`
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body><main><p class="name">${name}</p><h1>${title}</h1><p>${text}</p>
<ol><li>${find}</li><li>${open(address)}</li><li>${back}</li></ol>
<p class="kept">${kept}</p></main><script nonce="${nonce}">${SCRIPT}</script></body></html>
`
}

/** The first of the browser's languages that there are texts in. */
const languageOf = (accept: string | undefined): Language => languageFor(accept?.match(/[a-z]+/gi) ?? [])
