import {
  EXPRESS_ERRORS,
  EXPRESS_MAY_BE_DONE,
  EXPRESS_MEANINGS_BY_WORDS,
} from '#backend/areas/paypal/express/express-errors.ts'
import {
  BUYER_AUTHENTICATION,
  MEANING_BY_MESSAGE,
  OF_THE_LINE,
  RESULTS,
} from '#backend/areas/paypal/payflow/result-codes.ts'
import { PERMISSIONS_ERRORS } from '#backend/areas/paypal/permissions/permissions-client.ts'
import { OAUTH_ERRORS, REST_MAY_BE_DONE, REST_NAMES } from '#backend/areas/paypal/rest/rest-errors.ts'
import { REST_ISSUES } from '#backend/areas/paypal/rest/rest-issues.ts'
import { ANSWER_CODES, type AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import { PENDING_REASONS, type PendingMeaning } from '#shared/domain/payments/pending-reasons.ts'
import { LANGUAGES, languages, readByLanguage } from '#shared/languages/languages.ts'
import { WORDING } from '#shared/languages/wording.ts'

/** One code of PayPal's, and what the program makes of it. */
interface Row {
  readonly code: string
  readonly means: AnswerCode
  /** Whether PayPal is asked what happened before anything else is done: the money may have moved, or is held. */
  readonly isAsked?: boolean
}

type Codes = Readonly<Record<string, AnswerCode>>
const rowsOf = (codes: Codes, mayBeDone: ReadonlySet<string> = new Set()): Row[] =>
  Object.entries(codes).map(([code, means]) => ({
    code,
    means,
    isAsked: mayBeDone.has(code) || means === 'internal-error',
  }))
const byText = (code: string, says: RegExp): string =>
  `${code}, text with “${says.source.replaceAll('|', ' or ')}”`

const payflow: Row[] = [
  ...Object.entries({ ...RESULTS, ...OF_THE_LINE }).map(([code, { code: means, money }]) => ({
    code,
    means,
    isAsked: money !== 'refused',
  })),
  ...MEANING_BY_MESSAGE.map(({ result, says, meaning }) => ({
    code: byText(String(result), says),
    means: meaning.code,
  })),
  {
    code: `${BUYER_AUTHENTICATION.from} to ${BUYER_AUTHENTICATION.to}`,
    means: 'buyer-authentication-failed',
  },
  { code: 'any other', means: 'unrecognised', isAsked: true },
]

const express: Row[] = [
  ...rowsOf(EXPRESS_ERRORS, EXPRESS_MAY_BE_DONE),
  ...EXPRESS_MEANINGS_BY_WORDS.map(({ errorCode, says, code }) => ({
    code: byText(errorCode, says),
    means: code,
  })),
  { code: 'any other', means: 'unrecognised' },
]

const SECTIONS: readonly { readonly title: string; readonly about: string; readonly rows: readonly Row[] }[] =
  [
    {
      title: 'Payflow: RESULT',
      about:
        'A code of PayPal’s processor in RESPMSG (`10417-…`) counts as the one below of Express Checkout.',
      rows: payflow,
    },
    { title: 'Express Checkout (NVP): L_ERRORCODE0', about: '', rows: express },
    {
      title: 'PayPal Checkout (REST): details[].issue',
      about: 'Every issue that PayPal’s OpenAPI files name for the calls that are made.',
      rows: rowsOf(REST_ISSUES, REST_MAY_BE_DONE),
    },
    {
      title: 'PayPal Checkout (REST): name, where no issue says more',
      about: '',
      rows: rowsOf(REST_NAMES, REST_MAY_BE_DONE),
    },
    { title: 'PayPal Checkout (REST): error of the access token', about: '', rows: rowsOf(OAUTH_ERRORS) },
    { title: 'Permissions: error(0).errorId', about: '', rows: rowsOf(PERMISSIONS_ERRORS) },
  ]

/** docs/paypal-codes.md: what the program makes of each code of PayPal's, in every language. */
export async function paypalCodesDocument(): Promise<string> {
  const used = new Set(SECTIONS.flatMap(({ rows }) => rows.map(({ means }) => means)))
  const ofOurs = ANSWER_CODES.filter((code) => !used.has(code))
  return [
    '# PayPal’s codes',
    '',
    'Made by `npm run paypal-codes` from the tables and texts of the program; a test fails when it is out of date.',
    'The window shows PayPal’s own code and text beside each of these. “Asked” marks what leaves it open whether money moved: PayPal is asked what happened to the payment before anything else is done.',
    ...SECTIONS.flatMap(({ title, about, rows }) => [
      '',
      `## ${title}`,
      '',
      ...(about ? [about, ''] : []),
      ...table(rows),
    ]),
    '',
    '## Without a code of PayPal’s',
    '',
    'What the program finds by itself: how the connection ended, or what the buyer or the merchant did.',
    '',
    ...table(ofOurs.map((code) => ({ code, means: code }))),
    '',
    '## Reasons why a payment is not completed',
    '',
    'PENDINGREASON, `status_details.reason`, RESULT or TRANSSTATE, in small letters and without hyphens and underscores. The payment is neither completed nor refused, its promo code stays held, and PayPal is asked again until it is decided.',
    '',
    ...(await pendingTable()),
    '',
  ].join('\n')
}

const HEADS = LANGUAGES.map((language) => languages[language].name)

async function pendingTable(): Promise<string[]> {
  const texts = await readByLanguage(async (language) => (await language.pages()).payments.pending)
  const rows = Object.entries<PendingMeaning>({ ...PENDING_REASONS, 'any other': 'other' })
  return [
    `| reason | meaning | ${HEADS.join(' | ')} |`,
    `|---|---|${HEADS.map(() => '---|').join('')}`,
    ...rows.map(
      ([reason, means]) =>
        `| ${reason} | ${means} | ${LANGUAGES.map((language) => texts[language][means]).join(' | ')} |`,
    ),
  ]
}

function table(rows: readonly Row[]): string[] {
  return [
    `| code | meaning | asked | ${HEADS.join(' | ')} |`,
    `|---|---|---|${HEADS.map(() => '---|').join('')}`,
    ...rows.map(
      ({ code, means, isAsked = false }) =>
        `| ${code} | ${means} | ${isAsked ? 'asked' : ''} | ${LANGUAGES.map((language) => words(means, language)).join(' | ')} |`,
    ),
  ]
}

function words(means: AnswerCode, language: keyof typeof WORDING): string {
  const { fact, remedy, inTest } = WORDING[language].paypal[means]
  return [`**${fact}** ${remedy}`, ...(inTest === undefined ? [] : [`*Test:* ${inTest}`])].join(' ')
}
