import { areaOf, modeOf, type OperationArea, type OperationDetails } from '#shared/contract/operations.ts'
import { paymentDecimals, type PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { PaymentState } from '#shared/contract/payments.ts'
import { type Mode, type Service, SERVICES } from '#shared/domain/services.ts'
import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import { rootOf } from '#backend/storage/root-operation.ts'

/** What a test transaction came to, with an amount in minor units. */
export interface ExportedPayment {
  readonly id: number
  readonly state: PaymentState
  readonly minor: number
  readonly currency: PaymentCurrency
  readonly code: string | null
}

/** An operation as an accountant reads it. */
export interface ExportedOperation {
  readonly id: number
  readonly at: number
  readonly details: OperationDetails
  readonly area: OperationArea | null
  readonly services: readonly Service[]
  readonly mode: Mode | null
  /** Codes that it created or changed; null where it is not about codes. */
  readonly codes: number | null
  readonly payment: ExportedPayment | null
  readonly undoneBy: number | null
  /** The window that did it, or `SCRIPT`; null where nobody knows. */
  readonly client: string | null
  /** The name of the person who did it; null where nobody was named. */
  readonly author: string | null
}

export async function exported(
  operations: OperationsReader,
  stored: StoredOperation,
): Promise<ExportedOperation> {
  const { id, at, details, undoneBy, client, author } = stored
  const root = (await rootOf(operations, stored)).details
  const area = areaOf(details)
  return {
    id,
    at,
    details,
    area,
    services: servicesOf(root),
    mode: modeOf(root),
    codes: area === 'codes' ? codesOf(details) : null,
    payment: paymentOf(details),
    undoneBy,
    client,
    author,
  }
}

function servicesOf(details: OperationDetails): readonly Service[] {
  if ('services' in details) return details.services
  // They are about both: the settings of one became those of the other, or the boxes of both were set.
  if (details.kind === 'set-services' || ('links' in details && details.links)) return SERVICES
  return 'service' in details ? [details.service] : []
}

const codesOf = (details: OperationDetails): number | null =>
  details.kind === 'create-codes'
    ? details.codes
    : 'changed' in details && typeof details.changed === 'number'
      ? details.changed
      : null

function paymentOf(details: OperationDetails): ExportedPayment | null {
  if (!('payment' in details)) return null
  const { payment: id, state, pay: minor, currency, code } = details
  return { id, state, minor, currency, code }
}

/** The amount as a decimal number. */
export const amountOf = ({ minor, currency }: Pick<ExportedPayment, 'minor' | 'currency'>): number =>
  minor / 10 ** paymentDecimals(currency)
