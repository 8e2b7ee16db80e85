import { minorUnits } from '../amounts.ts'
import type { Moved, Movement, Obstacle, PaidThrough } from '../bank/bank.ts'
import type { Tools } from '../tools.ts'
import type { Fields, PayflowAnswer } from './result-answer.ts'

type Kind = 'D' | 'V' | 'C'

/** The error of each transaction type: capture, void, credit. */
const ERRORS: Readonly<Record<Kind, number>> = { D: 111, V: 108, C: 105 }
const TENDERS: Readonly<Record<PaidThrough, string>> = { card: 'C', login: 'P' }
const resultOf = (kind: Kind, obstacle: Obstacle): number => (obstacle === 'declined' ? 120 : ERRORS[kind])

/** A delayed capture, a void or a credit of an earlier transaction (ORIGID). */
export function followUp(tools: Tools, kind: Kind, fields: Fields): PayflowAnswer {
  const { bank, ids } = tools
  const pnref = ids.upper(12)
  const origin = bank.find(fields.get('VENDOR') ?? '', fields.get('ORIGID') ?? '')
  if (!origin) return { result: 19, pnref }
  const { currency, through } = origin.charge
  // What was paid with a card goes back to it, and what PayPal has is PayPal's.
  if (fields.get('TENDER') !== TENDERS[through]) return { result: 2, pnref }
  if ((fields.get('CURRENCY') ?? currency) !== currency) return { result: ERRORS[kind], pnref }
  const minor = fields.has('AMT') ? minorUnits(fields.get('AMT'), currency) : undefined
  if (minor === null) return { result: 4, pnref }
  const moved = move(tools, kind, origin, minor ?? null, pnref)
  if ('obstacle' in moved) return { result: resultOf(kind, moved.obstacle), pnref }
  const reference = fields.get('CUSTREF')
  if (reference !== undefined && kind !== 'V') bank.carry(moved.movement, reference)
  return { result: 0, pnref }
}

function move({ bank }: Tools, kind: Kind, origin: Movement, minor: number | null, id: string): Moved {
  if (kind === 'D') return bank.capture(origin, minor, id)
  return kind === 'V' ? bank.void(origin, id) : bank.refund(origin, minor, id)
}
