import { type NvpFields, type NvpParsed, parse } from '#backend/areas/paypal/paypal.ts'
import { isUnknownVendor, isWrong } from '../accounts.ts'
import { createBoundedMap } from '../bounded-map.ts'
import type { Answer, Asked, Call, Service } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { type Pairs, type PayflowAnswer, pairsOf, toHttp } from './result-answer.ts'
import { payByCard, sumOf } from './card-payments.ts'
import { expressAction } from './payflow-express.ts'
import { inquire } from './inquiry.ts'
import { followUp } from './references.ts'
import type { SecureTokens } from './secure-tokens.ts'

const PATH = '/payflow'
/** In seconds. */
const DEFAULT_TIMEOUT = '45'

/** Payflow NVP as PayPal's test host implements it. */
export function createPayflow(tools: Tools, tokens: SecureTokens): Service {
  const answers = createBoundedMap<Pairs>(tools.keep)

  return (call) => {
    if (call.path !== PATH || call.method !== 'POST') return null
    const requestId = call.headers['x-vps-request-id'] ?? ''
    const parsed = parseRequest(call.body)
    const fields: NvpFields = 'fields' in parsed ? parsed.fields : new Map()
    const said = (answer: PayflowAnswer): Answer => toHttp(pairsOf(answer), requestId)
    const problem =
      'problem' in parsed
        ? { result: 9 }
        : (headerProblem(call) ?? letterProblem(call) ?? accountProblem(fields))

    /** The same request identity again is the same call: the first answer, whatever is asked now. */
    function once(): Answer {
      if (problem) return said(problem)
      const key = `${fields.get('VENDOR')}\n${requestId}`
      const before = answers.get(key)
      const pairs = before ?? pairsOf(perform(tools, tokens, fields))
      answers.set(key, pairs)
      const forwarded = call.headers['paypal-nvp'] === 'Y' ? fromPaypal(tools) : []
      return toHttp([...pairs, ...(before ? [['DUPLICATE', '1'] as const] : []), ...forwarded], requestId)
    }
    const hold = (code = '126'): Answer => tools.bank.holding(code, () => once())
    return {
      protocol: 'payflow',
      operation: operationOf(fields),
      answer: () => once(),
      hold,
      refuse: (code) =>
        HELD.includes(code) ? hold(code) : said({ result: Number(code), pnref: tools.ids.upper(12) }),
    } satisfies Asked
  }
}

/** Authorized, and under review by the fraud filters, or not seen by them: the codes that come with money reserved. */
const HELD: readonly string[] = ['126', '127']

/** Quotation marks are for answers; a request with one is malformed. */
function parseRequest(body: Uint8Array): NvpParsed {
  return body.includes(QUOTE) ? { problem: 'encoding' } : parse(body)
}
const QUOTE = 0x22

const operationOf = (fields: NvpFields): string =>
  fields.get('CREATESECURETOKEN') === 'Y' ? 'secure-token' : (fields.get('TRXTYPE') ?? '')

function headerProblem({ headers }: Call): PayflowAnswer | null {
  const type = headers['content-type'] ?? ''
  if (/xml/i.test(type)) return { result: 29 }
  if (!/^text\/namevalue\b/i.test(type)) return { result: 9, message: 'Content-Type must be text/namevalue' }
  if (!/^[\x20-\x7e]{1,32}$/.test(headers['x-vps-request-id'] ?? ''))
    return { result: 7, message: 'Field format error: X-VPS-REQUEST-ID' }
  const timeout = Number(headers['x-vps-client-timeout'] ?? DEFAULT_TIMEOUT)
  return timeout > 1 ? null : { result: 101 }
}

/** Payflow takes ASCII only (PayPal's page of Payflow's sale). */
const letterProblem = ({ body }: Call): PayflowAnswer | null =>
  body.every((byte) => byte < 0x80)
    ? null
    : { result: 7, message: 'Field format error: ASCII characters only' }

function accountProblem(fields: NvpFields): PayflowAnswer | null {
  const [partner = '', vendor = '', user = '', password = ''] = ['PARTNER', 'VENDOR', 'USER', 'PWD'].map(
    (name) => fields.get(name),
  )
  if (isUnknownVendor(vendor) || vendor === '' || vendor.length > 64) return { result: 26 }
  if (partner === '' || partner.length > 12) return { result: 26 }
  return user === '' || password === '' || isWrong(password) ? { result: 1 } : null
}

function perform(tools: Tools, tokens: SecureTokens, fields: NvpFields): PayflowAnswer {
  const tender = fields.get('TENDER')
  const type = fields.get('TRXTYPE')
  if (type === 'I') return inquire(tools, tokens, fields)
  if (fields.get('CREATESECURETOKEN') === 'Y') return createToken(tools, tokens, fields)
  if (tender !== 'C' && tender !== 'P') return { result: 2, pnref: tools.ids.upper(12) }
  switch (type) {
    case 'S':
    case 'A':
      return tender === 'P' ? expressAction(tools, fields) : payByCard(tools, fields)
    case 'D':
    case 'V':
    case 'C':
      return followUp(tools, type, fields)
    case 'F':
    case 'R':
    case 'O':
      return { result: 100, pnref: tools.ids.upper(12) }
    default:
      return { result: 3, pnref: tools.ids.upper(12) }
  }
}

function createToken({ ids }: Tools, tokens: SecureTokens, fields: NvpFields): PayflowAnswer {
  const id = fields.get('SECURETOKENID') ?? ''
  const type = fields.get('TRXTYPE') ?? ''
  if (!['A', 'S'].includes(type)) return { result: 3 }
  const sum = sumOf(fields)
  if ('result' in sum) return sum
  if (sum.minor === 0 && type === 'S') return { result: 4 }
  if (!/^.{1,36}$/.test(id)) return { result: 7, message: 'Field format error: SECURETOKENID' }
  if (tokens.isKnown(fields.get('VENDOR') ?? '', id))
    return { result: 7, message: 'Field format error: Secure Token Id already being used' }
  const token = ids.upper(25)
  tokens.add(token, fields)
  return {
    result: 0,
    more: [
      ['SECURETOKEN', token],
      ['SECURETOKENID', id],
    ],
  }
}

/** What PAYPAL-NVP: Y adds. */
const fromPaypal = ({ clock, ids }: Tools): Pairs => [
  ['TIMESTAMP', new Date(clock.now()).toISOString().replace(/\.\d+/, '')],
  ['CORRELATIONID', ids.upper(13).toLowerCase()],
  ['ACK', 'Success'],
  ['VERSION', '204.0'],
  ['BUILD', '0'],
]
