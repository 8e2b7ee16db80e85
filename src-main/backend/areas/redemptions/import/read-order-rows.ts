import type { OrderProblem } from '#shared/contract/redemptions.ts'
import { orderNameSchema } from '#shared/contract/redemptions.ts'
import type { OrderColumn } from '#shared/contract/order-columns.ts'
import { type PaymentCurrency, paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import { typedCode } from '#shared/domain/promo-code.ts'
import { isBlank, type TableRow } from '#backend/areas/tables/tables.ts'
import type { FoundOrderColumns } from './find-order-columns.ts'
import { REFUND, YES } from './order-words.ts'
import { amountReader, type ReadAmount } from './read-cells.ts'

/** A row as it is understood by itself. */
export interface ReadOrderRow {
  readonly row: number
  readonly code: string
  readonly order: string
  readonly at: number | null
  /** As it is in the file. */
  readonly amount: string
  readonly pay: number | null
  /** What the row says, or else the usual one; null for neither. */
  readonly currency: PaymentCurrency | null
  readonly refund: boolean
  readonly problem: OrderProblem | null
}

const CURRENCIES: ReadonlySet<string> = new Set(paymentCurrencySchema.options)
const isCurrency = (text: string): text is PaymentCurrency => CURRENCIES.has(text)

/** Reads what each row says. A refund needs an order only: what it leaves out is that of the order. */
export function orderRowReader(
  { columns, headings }: Pick<FoundOrderColumns, 'columns' | 'headings'>,
  readTime: (text: string) => number | undefined,
  usual: PaymentCurrency | undefined,
): (row: TableRow) => ReadOrderRow {
  const kindHeading = headings[columns.kind] ?? ''
  const readAmount = amountReader(usual)
  return ({ row, cells }) => {
    const cell = (name: OrderColumn): string => cells[columns[name]]?.trim() ?? ''
    const written = cell('currency').toUpperCase()
    const ofRow = isCurrency(written) ? written : undefined
    const amount = cell('amount')
    const money = readAmount(amount, ofRow)
    const refund = isRefund(cell('kind'), kindHeading) || money?.isNegative === true
    const time = cell('time')
    const at = isBlank(time) ? undefined : readTime(time)
    const code = typedCode(cell('code'))
    const order = cell('order')
    const isMoney = ofRow !== undefined || written === ''
    return {
      row,
      code,
      order,
      at: at ?? null,
      amount,
      pay: money?.minor ?? null,
      currency: ofRow ?? money?.currency ?? usual ?? null,
      refund,
      problem: problemOf({ code, order, time, at, amount, money, refund, isMoney }),
    }
  }
}

/** The column says it in words, or is called so and answers yes. */
const isRefund = (cell: string, heading: string): boolean =>
  cell !== '' && (REFUND.test(cell) || (REFUND.test(heading) && YES.test(cell)))

interface Said {
  readonly code: string
  readonly order: string
  readonly time: string
  readonly at: number | undefined
  readonly amount: string
  readonly money: ReadAmount | undefined
  readonly refund: boolean
  /** Whether what it says of the currency is one. */
  readonly isMoney: boolean
}

function problemOf({ code, order, time, at, amount, money, refund, isMoney }: Said): OrderProblem | null {
  if (order === '') return 'no-order'
  if (!orderNameSchema.safeParse(order).success) return 'order-too-long'
  if (code === '' && !refund) return 'no-code'
  if (time === '' && !refund) return 'no-time'
  if (time !== '' && at === undefined) return 'bad-time'
  if (amount === '' && !refund) return 'no-amount'
  if (amount !== '' && money === undefined) return 'bad-amount'
  return isMoney ? null : 'bad-currency'
}
