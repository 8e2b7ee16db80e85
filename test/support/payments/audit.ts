import { join } from 'node:path'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { testLog } from '../parts.ts'
import type { ReportedCharge } from '../simulator/messages.ts'

export interface StoredRow {
  readonly id: number
  readonly reference: string
  readonly state: string
  readonly pay: number
  readonly code: string | null
  readonly held: number
  readonly open: number
  readonly redeemed: number | null
  readonly given: number | null
}

/** The payments of the site in a folder, and what in it contradicts itself. */
export interface Books {
  readonly payments: readonly StoredRow[]
  /** Empty where codes, redemptions and steps fit each other. */
  readonly contradictions: readonly string[]
}

const OUTSTANDING = `(SELECT count(*) FROM redemption WHERE code_id = promo_code.id AND given_back_at IS NULL)`
const CONTRADICTIONS = [
  `promo_code WHERE used <> ${OUTSTANDING}`,
  'promo_code WHERE used > usage_limit',
  `payment_step WHERE state = 'running'`,
]

export function readBooks(folder: string): Books {
  const path = join(folder, 'site', 'site.sqlite')
  const { database, close } = openConnection({ path, readonly: true, cacheKiB: 8192, log: testLog() })
  const payments = database
    .prepare(
      `SELECT id, reference, state, pay, payment.code, held, open, redemption.at AS redeemed, given_back_at AS given
       FROM payment LEFT JOIN redemption ON payment_id = id`,
    )
    .all() as StoredRow[]
  const contradictions = CONTRADICTIONS.filter(
    (what) => database.prepare(`SELECT count(*) FROM ${what}`).pluck().get() !== 0,
  )
  close()
  return { payments, contradictions }
}

/** What is wrong when the books are held against what the bank did: a line each, none where all is well. */
export function audit({ payments, contradictions }: Books, charges: readonly ReportedCharge[]): string[] {
  const byReference = Map.groupBy(charges, ({ reference }) => reference ?? '')
  const known = new Set(payments.map(({ reference }) => reference))
  const moved = [...byReference].filter(([, all]) => all.some(({ state }) => state !== 'declined'))
  return [
    ...contradictions,
    ...moved.filter(([reference]) => !known.has(reference)).map(([reference]) => `lost: ${reference}`),
    ...payments.filter(({ held, open }) => held === 1 || open === 1).map(({ id }) => `left open: ${id}`),
    ...payments.flatMap((payment) => {
      const all = byReference.get(payment.reference) ?? []
      return fits(payment, all) ? [] : [`${JSON.stringify(payment)} ${JSON.stringify(all)}`]
    }),
  ]
}

/** The money, the redemption and the state of a payment say the same. */
function fits({ state, pay, code, redeemed, given }: StoredRow, charges: readonly ReportedCharge[]): boolean {
  const taken = charges.filter((charge) => charge.state === 'captured')
  const reserved = charges.filter((charge) => charge.state === 'authorized')
  if (reserved.length > 0) return false
  switch (state) {
    case 'completed':
      return (
        taken.length === 1 &&
        // To the cent, what came back included.
        taken[0] !== undefined &&
        taken[0].captured - taken[0].refunded === pay &&
        (code === null ? redeemed === null : redeemed !== null && given === null)
      )
    case 'voided':
    case 'refunded':
      return taken.length === 0 && (code === null ? redeemed === null : given !== null)
    default:
      return taken.length === 0 && redeemed === null
  }
}
