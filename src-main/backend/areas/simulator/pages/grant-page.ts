import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { withQuery } from '../approvals.ts'
import type { Grants, PermissionRequest } from '../permissions/issued-grants.ts'
import { type Answer, type Call, hasOwnOrigin, plain, textOf } from '../server/http-messages.ts'
import { hidden, html } from './html.ts'
import { overPage } from './over-page.ts'
import { pageLanguage, type Page, redirect } from './page.ts'

/** The page where a merchant grants the permission, by the request's token. */
export function showGrant(grants: Grants, call: Call, token: string): [Page, Language] {
  const language = pageLanguage(null, call)
  const request = grants.requestOf(token)
  if (!request) return [overPage('gone', language), language]
  if (request.state !== 'open') return [overPage('completed', language), language]
  if (grants.isExpired(request)) return [overPage('expired', language), language]
  return [grantPage(request, language), language]
}

function grantPage({ application, scopes, token, callback }: PermissionRequest, language: Language): Page {
  const words = BACKEND_TEXTS[language].simulator.grant
  const content = html`<h1>${words.title}</h1>
    <p>${words.text(application.user)}</p>
    <ul>
      ${scopes.map((scope) => html`<li>${words.scopes[scope] ?? scope}</li>`)}
    </ul>
    <form method="post" action="/cgi-bin/webscr">
      ${hidden({ cmd: '_grant-permission', request_token: token })}
      <button class="primary" name="decision" value="grant">${words.grant}</button>
      <button name="decision" value="deny">${words.deny}</button>
    </form>`
  return { title: words.title, content, leadsTo: [callback] }
}

/** The merchant's decision; null where there is nothing to decide any more. Who denies comes back without a code. */
export function decideGrant(grants: Grants, call: Call): Answer | null {
  if (!hasOwnOrigin(call)) return plain(403, 'Only the simulator’s own page may decide this.')
  const form = new URLSearchParams(textOf(call.body))
  const request = grants.requestOf(form.get('request_token') ?? '')
  if (!request || request.state !== 'open' || grants.isExpired(request)) return null
  const { token: request_token, verifier: verification_code, callback } = request
  const decision = form.get('decision')
  if (decision !== 'grant' && decision !== 'deny') return null
  request.state = decision === 'grant' ? 'granted' : 'denied'
  const back = decision === 'grant' ? { request_token, verification_code } : { request_token }
  return redirect(withQuery(callback, back))
}
