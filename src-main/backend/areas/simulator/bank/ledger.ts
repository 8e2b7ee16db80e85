import type { Bank, Charge } from './bank.ts'

/** What the tests look at: what the bank has done, whatever was answered. */
export interface Ledger {
  /** Every charge that is remembered, the oldest first; declined ones too. */
  charges(): readonly Charge[]
  /** The charges of a reference: more than one of them with money means that a buyer paid twice. */
  of(reference: string): readonly Charge[]
  /** Settles what is captured, as the night does, so that it can be refunded and no longer voided. */
  settle(): void
  /** Puts the payments of a reference under review, as fraud filters do; `code` is the protocol's own. */
  hold(reference: string, code: string): void
  /** Decides about what is under review: null is a yes, anything else the protocol's code for a no. */
  decide(reference: string, declined: string | null): void
}

export const ledgerOf = (bank: Bank): Ledger => ({
  charges: bank.charges,
  of: (reference) => bank.charges().filter((charge) => charge.reference === reference),
  settle: bank.settle,
  hold: bank.hold,
  decide: bank.decide,
})
