import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { CARDS } from '#shared/domain/commerce/cards.ts'
import { returnAddress, withQuery } from '../approvals.ts'
import { type PayflowAnswer, pairsOf } from '../payflow/result-answer.ts'
import { payByCard, sumOf } from '../payflow/card-payments.ts'
import { brandsOf, TEST_CARDS } from '../payflow/cards.ts'
import type { SecureToken, SecureTokens } from '../payflow/secure-tokens.ts'
import { type Answer, type Call, hasOwnOrigin, plain, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { hidden, html, NOTHING } from './html.ts'
import { overPage } from './over-page.ts'
import { pageLanguage, type Page, redirect } from './page.ts'

type Shown = { readonly answer: Answer } | { readonly page: Page; readonly language: Language }

/** RESULT codes that the buyer can put right on the page. */
const ON_PAGE: readonly number[] = [7, 23, 24, 25]

/** PayPal's own card page: first the secure token is posted here, then the page's own form. */
export function cardPage(tools: Tools, tokens: SecureTokens, call: Call): Shown {
  const form = new Map(call.method === 'POST' ? new URLSearchParams(textOf(call.body)) : call.query)
  const token = form.get('SECURETOKEN') ?? ''
  const found = tokens.get(token, form.get('SECURETOKENID') ?? '')
  const language = pageLanguage(found?.fields.get('LOCALECODE') ?? null, call)
  if (!found) return { page: overPage('gone', language), language }
  if (found.used !== null) return { page: overPage('completed', language), language }
  const decision = form.get('decision')
  if (decision === undefined) return { page: formPage(found, token, language), language }
  if (!hasOwnOrigin(call)) return { answer: plain(403, 'Only the simulator’s own page may decide this.') }
  const identity = { SECURETOKEN: token, SECURETOKENID: found.id }
  const cancelUrl = returnAddress(found.fields.get('CANCELURL'))
  if (decision === 'cancel' && cancelUrl) return { answer: redirect(withQuery(cancelUrl, identity)) }
  const answer = payByCard(tools, cardFields(found, form))
  if (ON_PAGE.includes(answer.result) && !answer.more)
    return { page: formPage(found, token, language, answer.result), language }
  found.used = answer.pnref ?? ''
  return back(found, answer, identity, language)
}

/** The token's call with the card that the buyer typed. */
function cardFields(found: SecureToken, form: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const digits = (name: string): string => (form.get(name) ?? '').replace(/\D/g, '')
  return new Map([
    ...found.fields,
    ['ACCT', digits('number')],
    ['EXPDATE', digits('expires')],
    ['CVV2', digits('cvv')],
  ])
}

/** Back to the site: to ERRORURL where it was declined and there is one. */
function back(
  { fields }: SecureToken,
  answer: PayflowAnswer,
  identity: Readonly<Record<string, string>>,
  language: Language,
): Shown {
  const errorUrl = answer.result === 0 ? null : returnAddress(fields.get('ERRORURL'))
  const url = errorUrl ?? returnAddress(fields.get('RETURNURL'))
  if (!url) return { page: overPage('completed', language), language }
  return { answer: redirect(withQuery(url, { ...Object.fromEntries(pairsOf(answer)), ...identity })) }
}

function formPage(found: SecureToken, token: string, language: Language, wrong?: number): Page {
  const words = BACKEND_TEXTS[language].simulator.card
  const sum = sumOf(found.fields)
  const amount = 'result' in sum ? '' : formatPayment(sum.minor, sum.currency, language)
  const addresses = ['RETURNURL', 'CANCELURL', 'ERRORURL'].map((name) =>
    returnAddress(found.fields.get(name)),
  )
  const invalid = (result: number) =>
    wrong === result ? html` aria-invalid="true" aria-describedby="wrong" autofocus` : NOTHING
  const rows = cardRows(found)
  const content = html`<h1>${words.title}</h1>
    <p>${words.text}</p>
    ${wrong === undefined ? NOTHING : html`<p class="error" role="alert" id="wrong">${words.wrong[wrong] ?? ''}</p>`}
    <form method="post" action="/payflowlink" autocomplete="off">
      ${hidden({ SECURETOKEN: token, SECURETOKENID: found.id })}
      <label
        >${words.number}<input name="number" inputmode="numeric" maxlength="23" list="cards" ${invalid(23)}
      /></label>
      <div class="two">
        <label
          >${words.expires}<input name="expires" inputmode="numeric" maxlength="7" ${invalid(24)}
        /></label>
        <label>${words.cvv}<input name="cvv" inputmode="numeric" maxlength="4" /></label>
      </div>
      <button class="primary" name="decision" value="pay">${words.pay(amount)}</button>
      <button name="decision" value="cancel" formnovalidate>${words.cancel}</button>
    </form>
    <details>
      <summary>${words.cards}</summary>
      <table>
        ${rows.map(
          ([name, number]) =>
            html`<tr>
              <th>${name}</th>
              <td>${number}</td>
            </tr>`,
        )}
      </table>
    </details>
    <datalist id="cards">${rows.map(([, number]) => html`<option value="${number}"></option>`)}</datalist>`
  return { title: words.title, content, leadsTo: addresses.filter((url) => url !== null) }
}

/** Two of each brand that the merchant takes are enough to choose from. */
const cardRows = ({ fields }: SecureToken): (readonly [name: string, number: string])[] =>
  brandsOf(fields).flatMap((brand) =>
    TEST_CARDS[brand].slice(0, 2).map((number) => [CARDS[brand].name, grouped(number)] as const),
  )

/** As it is printed on the card: groups of four, or 4-6-5 and 4-6-4 on shorter numbers that begin with 3. */
function grouped(number: string): string {
  return /^3\d{13,14}$/.test(number)
    ? number.replace(/^(\d{4})(\d{6})/, '$1 $2 ')
    : number.replace(/(\d{4})(?=\d)/g, '$1 ')
}
