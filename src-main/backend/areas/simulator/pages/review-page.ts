import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { DECLINED_AS, type Movement } from '../bank/bank.ts'
import { type Answer, type Call, hasOwnOrigin, plain, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { hidden, html } from './html.ts'
import { type Page, redirect } from './page.ts'

/** In place of PayPal Manager and the pages of an account: what PayPal has not completed, to be accepted or declined. */
export function reviewPage({ bank }: Tools, language: Language): Page {
  const words = BACKEND_TEXTS[language].simulator.review
  const waiting = bank.underReview()
  const row = ({ id, minor, charge, review }: Movement) =>
    html`<form method="post" action="/review">
      ${hidden({ merchant: charge.merchant, id })}
      <dl>
        <div>
          <dt>${words.amount}</dt>
          <dd class="amount">${formatPayment(minor, charge.currency, language)}</dd>
        </div>
        <div>
          <dt>${words.reason}</dt>
          <dd>${review ?? ''}</dd>
        </div>
        <div>
          <dt>${words.transaction}</dt>
          <dd>${id}</dd>
        </div>
      </dl>
      <button class="primary" name="decision" value="accept">${words.accept}</button>
      <button name="decision" value="decline">${words.decline}</button>
    </form>`
  return {
    title: words.title,
    content: html`<h1>${words.title}</h1>
      <p>${waiting.length === 0 ? words.none : words.text}</p>
      ${waiting.map(row)}`,
  }
}

/** The merchant's decision, and the page again with what is left. */
export function decideReview({ bank }: Tools, call: Call): Answer {
  if (!hasOwnOrigin(call)) return plain(403, 'Only the simulator’s own page may decide this.')
  const form = new URLSearchParams(textOf(call.body))
  const movement = bank.find(form.get('merchant') ?? '', form.get('id') ?? '')
  const decision = form.get('decision')
  if (movement && (decision === 'accept' || decision === 'decline'))
    bank.decideOne(movement, decision === 'accept' ? null : DECLINED_AS[movement.charge.protocol])
  return redirect(new URL('/review', call.base))
}
