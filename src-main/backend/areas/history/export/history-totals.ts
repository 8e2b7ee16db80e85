import type { PaymentState } from '#shared/contract/payments.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { Mode } from '#shared/domain/services.ts'
import type { ExportedOperation, ExportedPayment } from './exported-operation.ts'

export type TotalKind = 'created' | 'extended' | 'deleted' | 'restored' | 'edited' | 'redemptions'

/** A line of the totals: of codes, or of test transactions of one state, mode and currency. */
export type HistoryTotal =
  | { readonly kind: TotalKind; readonly count: number }
  | {
      readonly kind: 'payments'
      readonly state: PaymentState
      readonly mode: Mode
      readonly currency: PaymentCurrency
      readonly count: number
      readonly minor: number
    }

const COUNTED = {
  'create-codes': 'created',
  'extend-codes': 'extended',
  'delete-codes': 'deleted',
  'restore-codes': 'restored',
  'edit-codes': 'edited',
} as const satisfies Record<string, TotalKind>

/** Sums up operations as they come, the newest first. What is undone does not count; a payment counts as it ended. */
export function createTotals(): { add(operation: ExportedOperation): void; lines(): HistoryTotal[] } {
  const codes = new Map<TotalKind, number>(Object.values(COUNTED).map((kind) => [kind, 0]))
  const payments = new Map<number, ExportedPayment & { mode: Mode }>()

  return {
    add({ details, codes: changed, payment, mode, undoneBy }) {
      if (undoneBy !== null) return
      const kind = details.kind in COUNTED ? COUNTED[details.kind as keyof typeof COUNTED] : undefined
      if (kind) codes.set(kind, (codes.get(kind) ?? 0) + (changed ?? 0))
      if (payment && !payments.has(payment.id)) payments.set(payment.id, { ...payment, mode: mode ?? 'test' })
    },
    lines() {
      const ended = [...payments.values()]
      const redeemed = ended.filter(({ state, code }) => state === 'completed' && code !== null).length
      return [
        ...[...codes].map(([kind, count]) => ({ kind, count })),
        { kind: 'redemptions', count: redeemed },
        ...byStateAndCurrency(ended),
      ]
    },
  }
}

function byStateAndCurrency(payments: readonly (ExportedPayment & { mode: Mode })[]): HistoryTotal[] {
  const sums = new Map<string, Extract<HistoryTotal, { kind: 'payments' }>>()
  for (const { state, mode, currency, minor } of payments) {
    const key = `${mode} ${state} ${currency}`
    const before = sums.get(key)
    sums.set(key, {
      kind: 'payments',
      state,
      mode,
      currency,
      count: (before?.count ?? 0) + 1,
      minor: (before?.minor ?? 0) + minor,
    })
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum)
}
