import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { type Approval, withQuery } from '../approvals.ts'
import { type Answer, type Call, hasOwnOrigin, plain, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { hidden, html, NOTHING } from './html.ts'
import { overPage } from './over-page.ts'
import { pageLanguage, type Page, redirect } from './page.ts'

/** The page where a buyer approves, by token. */
export function showApproval({ approvals }: Tools, call: Call, token: string): [Page, Language] {
  const approval = approvals.get(token)
  const language = pageLanguage(approval?.locale ?? null, call)
  if (!approval) return [overPage('gone', language), language]
  if (approval.state === 'completed') return [overPage('completed', language), language]
  if (approvals.isExpired(approval)) return [overPage('expired', language), language]
  return [approvalPage(approval, language), language]
}

function approvalPage(approval: Approval, language: Language): Page {
  const words = BACKEND_TEXTS[language].simulator.approval
  const amount = formatPayment(approval.minor, approval.currency, language)
  const { shop, description, token, returnUrl, cancelUrl } = approval
  const content = html`<h1>${words.title}</h1>
    <p>${words.text}</p>
    <dl>
      <div>
        <dt>${words.shop}</dt>
        <dd>${shop}</dd>
      </div>
      ${
        description
          ? html`<div>
              <dt>${words.description}</dt>
              <dd>${description}</dd>
            </div>`
          : NOTHING
      }
      <div>
        <dt>${words.amount}</dt>
        <dd class="amount">${amount}</dd>
      </div>
    </dl>
    <form method="post" action="/cgi-bin/webscr">
      ${hidden({ cmd: '_express-checkout', token })}
      <button class="primary" name="decision" value="approve">${words.approve(amount)}</button>
      <button name="decision" value="cancel">${words.cancel}</button>
      <button class="quiet" name="decision" value="decline">${words.decline}</button>
      <button class="quiet" name="decision" value="echeck">${words.echeck}</button>
      <button class="quiet" name="decision" value="review">${words.review}</button>
    </form>`
  return { title: words.title, content, leadsTo: [returnUrl, cancelUrl] }
}

/** The buyer's decision; null where there is nothing to decide any more. */
export function decideApproval({ approvals }: Tools, call: Call): Answer | null {
  if (!hasOwnOrigin(call)) return plain(403, 'Only the simulator’s own page may decide this.')
  const form = new URLSearchParams(textOf(call.body))
  const approval = approvals.get(form.get('token') ?? '')
  if (!approval || approval.state === 'completed' || approvals.isExpired(approval)) return null
  const { token, payerId } = approval
  const decision = form.get('decision')
  if (decision === 'cancel') {
    approval.state = 'cancelled'
    return redirect(withQuery(approval.cancelUrl, { token }))
  }
  const pending = decision === 'echeck' || decision === 'review' ? decision : null
  if (decision !== 'approve' && decision !== 'decline' && pending === null) return null
  approval.state = 'approved'
  approval.declined = decision === 'decline'
  approval.pending = pending
  return redirect(withQuery(approval.returnUrl, { token, PayerID: payerId }))
}
