import { amountText } from '../amounts.ts'
import type { Movement } from '../bank/bank.ts'
import type { Tools } from '../tools.ts'
import type { Fields, PayflowAnswer } from './result-answer.ts'
import { messageOf, pendingReasonOf, resultWhile } from './results.ts'
import type { SecureTokens } from './secure-tokens.ts'

/** Looks for a transaction by its number, our reference, or the secure token that it was paid with. */
export function inquire(tools: Tools, tokens: SecureTokens, fields: Fields): PayflowAnswer {
  const { bank, ids } = tools
  const vendor = fields.get('VENDOR') ?? ''
  const pnref = ids.upper(12)
  const reference = fields.get('CUSTREF')
  const token = fields.get('SECURETOKEN')
  const origId = fields.get('ORIGID') ?? (token === undefined ? undefined : tokens.paidWith(vendor, token))
  if (origId === undefined && reference !== undefined) {
    const latest = bank.latest(vendor, reference)
    return latest ? { result: 0, pnref, more: originalOf(latest) } : { result: 20, pnref }
  }
  const found = origId === undefined ? null : bank.find(vendor, origId)
  return found ? { result: 0, pnref, more: originalOf(found) } : { result: 19, pnref }
}

function originalOf(movement: Movement) {
  const { charge, declined, review } = movement
  const result = declined === null ? resultWhile(review) : Number(declined)
  const pending = pendingReasonOf(review)
  return [
    ['ORIGRESULT', String(result)],
    ['ORIGPNREF', movement.id],
    ['ORIGRESPMSG', messageOf(result)],
    ['TRANSSTATE', String(stateOf(movement))],
    ['AMT', amountText(movement.minor, charge.currency)],
    ...(pending === null ? [] : [['PENDINGREASON', pending] as const]),
    ...(charge.reference === null ? [] : [['CUSTREF', charge.reference] as const]),
  ] as const
}

/**
 * Payflow's TRANSSTATE: 1 error, 3 authorized, 6 waiting for settlement, 8 settled, 9 captured authorization, 206 on hold;
 * a voided transaction has its state plus 1000.
 */
function stateOf({ kind, declined, review, charge }: Movement): number {
  if (declined !== null) return 1
  switch (kind) {
    case 'verification':
    case 'void':
      return 0
    case 'authorization':
      if (charge.state === 'authorized') return 3
      return charge.state === 'voided' ? 1003 : 9
    case 'sale':
    case 'capture':
      if (charge.state === 'voided') return 1006
      return resultWhile(review) === 0 ? 6 : 206
    case 'refund':
      return 6
  }
}
