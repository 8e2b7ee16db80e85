import type { ProtocolName } from '../bank/bank.ts'

/** One request, as the server read it. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The simulator's own address, without a slash at the end. */
  readonly base: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A call of a protocol that is understood so far, and not carried out yet. */
export interface Asked {
  readonly protocol: ProtocolName
  /** `A`, `DoExpressCheckoutPayment`, `capture`… : what a fault can be meant for. */
  readonly operation: string
  /** Carries it out. */
  answer(): Answer
  /** Says no with a code of the protocol's own, and carries out nothing. */
  refuse(code: string): Answer
  /** Carries it out, and holds what is paid or refunded for a review. */
  hold(code?: string): Answer
}

/** A protocol: null where the call is not one of its. */
export type Service = (call: Call) => Asked | null

/** The pages a person sees: null where there is none. */
export type Pages = (call: Call) => Answer | null

export const textOf = (body: Uint8Array): string => new TextDecoder().decode(body)

export const plain = (status: number, body: string, type = 'text/plain; charset=utf-8'): Answer => ({
  status,
  headers: { 'Content-Type': type },
  body,
})

/** Only the simulator's own pages decide anything; programs send no Origin. */
export const hasOwnOrigin = ({ headers, base }: Call): boolean => (headers['origin'] ?? base) === base

/** Programs do not send it; a page does with whatever it loads, though not its Origin with an image. */
const isOfOtherSite = ({ headers }: Call): boolean =>
  /^(cross-site|same-site)$/.test(headers['sec-fetch-site'] ?? '')

/** True for what a page of another site asks: a protocol is for programs, and PayPal lets no page call it either. */
export const isForeign = (call: Call): boolean => !hasOwnOrigin(call) || isOfOtherSite(call)
