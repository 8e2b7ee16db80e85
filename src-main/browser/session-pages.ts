import {
  ASK_FOR_SECRET,
  FOREIGN_WORKER_PATH,
  SECRET_HEADER,
  SECRET_KEY,
  SESSION_CHANNEL,
} from '#shared/browser-session.ts'
import { BROWSER_TEXTS, type BrowserTexts } from '#shared/languages/browser-texts.ts'
import { type Language, languageForLocales, languages } from '#shared/languages/languages.ts'
import type { Arrival } from '#backend/kernel/loopback/loopback-server.ts'
import { ALONE, newNonce, safetyHeaders } from '../hosts/content-policy.ts'

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

/** Removes what another program has registered at this address; true where there was something. */
const REMOVE_WORKERS = `const removeWorkers=async()=>{const worker=navigator.serviceWorker;if(!worker)return false
const found=await worker.getRegistrations();await Promise.all(found.map(one=>one.unregister()));return found.length>0||worker.controller!==null}`

/** Keeps the secret in the tab, and opens the page: from here, since a cookie that is strict is not sent after a link from elsewhere. */
const signInScript = (secret: string) => `${REMOVE_WORKERS}
removeWorkers().then(found=>{if(!found)sessionStorage.setItem('${SECRET_KEY}','${secret}');location.replace(found?'${FOREIGN_WORKER_PATH}':'/')})`

/** Asks the other tabs of this browser for the secret, until one has it; then opens the page. */
const LOOK_SCRIPT = `const tabs=new BroadcastChannel('${SESSION_CHANNEL}'),ask=()=>tabs.postMessage('${ASK_FOR_SECRET}')
const go=async secret=>{try{const {ok}=await fetch('/api/session',{headers:{'${SECRET_HEADER}':secret}})
if(!ok)return;sessionStorage.setItem('${SECRET_KEY}',secret);location.replace('/'+location.hash)}catch{}}
const look=()=>{if(document.hidden)return;const kept=sessionStorage.getItem('${SECRET_KEY}');if(kept)void go(kept);ask()}
tabs.onmessage=({data})=>typeof data?.secret==='string'?void go(data.secret):look()
look();setInterval(look,2000);document.addEventListener('visibilitychange',look)`

/** Hands the second secret to the tab that came with a code, beside the cookie. Nothing is to be seen of it. */
export function sendSignIn(arrival: Arrival, secret: string, cookie: string): void {
  send(arrival, 200, { script: signInScript(secret), headers: { 'Set-Cookie': cookie } })
}

/** What a tab without a session of this start is shown in place of the page: why, and what to do. */
export function sendNoSession(arrival: Arrival): void {
  send(arrival, 401, {
    script: LOOK_SCRIPT,
    content: ({ name, noSession: { title, text, run, open, back, kept } }) => `<title>${title}</title>
<main><p class="name">${name}</p><h1>${title}</h1><p>${text}</p>
<ol><li>${run(COMMAND)}</li><li>${open(`<code>${arrival.base}/?code=…</code>`)}</li><li>${back}</li></ol>
<p class="kept">${kept}</p></main>`,
  })
}

/** What is said where another program's service worker was between the browser and this host; nothing else is done. */
export function sendForeignWorker(arrival: Arrival): void {
  send(arrival, 403, {
    script: `${REMOVE_WORKERS};removeWorkers()`,
    content: ({ name, foreignWorker: { title, text, close, run, open, kept } }) => `<title>${title}</title>
<main><p class="name">${name}</p><h1>${title}</h1><p>${text}</p>
<ol><li>${close(`<code>${arrival.base}</code>`)}</li><li>${run(COMMAND)}</li><li>${open}</li></ol>
<p class="kept">${kept}</p></main>`,
  })
}

const COMMAND = '<code>npm start -- --browser</code>'

interface Plain {
  readonly script: string
  /** Markup in the language that the browser asks for. */
  readonly content?: (texts: BrowserTexts) => string
  readonly headers?: Readonly<Record<string, string>>
}

function send({ request, response }: Arrival, status: number, page: Plain): void {
  const { script, content = ({ name }) => `<title>${name}</title>`, headers } = page
  const language = languageOf(request.headers['accept-language'])
  const nonce = newNonce()
  const html = Buffer.from(`<!doctype html>
<html lang="${language}" dir="${languages[language].direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${STYLE}</style>
${content(BROWSER_TEXTS[language])}
<script nonce="${nonce}">${script}</script></html>
`)
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': html.length,
    'Content-Language': language,
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    ...safetyHeaders,
    ...ALONE,
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : html)
}

/** The first of the browser's languages that there are texts in. */
const languageOf = (accept: string | undefined): Language => languageForLocales(accept?.split(',') ?? [])
