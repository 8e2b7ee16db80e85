import { format, tagged } from '#backend/areas/paypal/paypal.ts'
import { type Answer, plain } from '../server/http-messages.ts'
import { messageOf } from './results.ts'

export type Pairs = readonly (readonly [name: string, value: string])[]
export type Fields = ReadonlyMap<string, string>

/** What a call is answered with, in Payflow's order. */
export interface PayflowAnswer {
  readonly result: number
  readonly message?: string
  /** Null where there is none: Express Checkout's steps and secure tokens. */
  readonly pnref?: string | null
  readonly more?: Pairs
}

export function pairsOf({
  result,
  message = messageOf(result),
  pnref = null,
  more = [],
}: PayflowAnswer): Pairs {
  return [
    ['RESULT', String(result)],
    ...(pnref === null ? [] : [['PNREF', pnref] as const]),
    ['RESPMSG', message],
    ...more,
  ]
}

/** Secure tokens come with a length tag, as PayPal sends them, although nothing in them asks for one. */
const TAGGED = [
  'SECURETOKEN',
  'SECURETOKENID',
  'TIMESTAMP',
  'CORRELATIONID',
  'ACK',
  'VERSION',
  'BUILD',
  'FPS_PREXMLDATA',
]

const written = ([name, value]: readonly [string, string]): string =>
  TAGGED.includes(name) ? tagged(name, value) : format([[name, value]])

export const toHttp = (pairs: Pairs, requestId: string): Answer => {
  const answer = plain(200, pairs.map(written).join('&'), 'text/namevalue')
  return requestId ? { ...answer, headers: { ...answer.headers, 'X-VPS-Request-ID': requestId } } : answer
}
