import type { CountedParameter, Filter, ValueCount } from '#shared/contract/report.ts'
import { MOST_VALUES } from '#shared/contract/report.ts'
import type { Discount } from '#shared/domain/discount.ts'
import { codeMailSchema } from '#shared/domain/mail/message-states.ts'
import type { Currency } from '#shared/domain/money.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { SERVICES } from '#shared/domain/services.ts'

type ListedParameter = Exclude<CountedParameter, 'discount' | 'batch'>

/** Parameters whose values are known before they are counted, each value as the filter that it is. */
const LISTED: Readonly<Record<ListedParameter, readonly Filter[]>> = {
  status: STATUSES.map((status) => ({ status: [status] })),
  service: SERVICES.map((service) => ({ service })),
  usage: (['unused', 'used', 'once', 'times', 'unlimited'] as const).map((usage) => ({ usage })),
  message: codeMailSchema.options.map((state) => ({ message: [state] })),
}

/** The values to count; undefined where the codes say which there are. */
export const listedValues = (parameter: CountedParameter): readonly Filter[] | undefined =>
  parameter === 'discount' || parameter === 'batch' ? undefined : LISTED[parameter]

/** Codes that have the same discount and are of the same batch. */
export interface FoundValue {
  readonly batch: number | null
  readonly kind: Discount['kind'] | null
  readonly value: number | null
  readonly currency: Currency | null
  readonly codes: number
}

/** What was found, as filters; the most frequent first. */
export const foundValues = (found: readonly FoundValue[]): ValueCount[] =>
  found
    .toSorted((a, b) => b.codes - a.codes || compareKeys(a, b))
    .slice(0, MOST_VALUES)
    .map((one) => ({ value: filterOf(one), codes: one.codes }))

/** Engines find equally frequent values in different orders. */
const compareKeys = (a: FoundValue, b: FoundValue): number =>
  (a.batch ?? 0) - (b.batch ?? 0) ||
  (a.currency ?? '').localeCompare(b.currency ?? '') ||
  (a.value ?? 0) - (b.value ?? 0)

function filterOf({ batch, kind, value, currency }: FoundValue): Filter {
  if (batch !== null) return { batch }
  const units = value ?? 0
  return {
    discount:
      kind === 'amount' && currency
        ? { kind: 'amount', minor: units, currency }
        : { kind: 'percent', hundredths: units },
  }
}
