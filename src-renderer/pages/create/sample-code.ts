import type { Creation } from '#shared/domain/creation.ts'
import { fillPattern } from '#shared/domain/code-pattern.ts'
import type { Discount } from '#shared/domain/discount.ts'
import type { Money } from '#shared/domain/money.ts'
import { priceWith } from '#shared/domain/price.ts'
import { CODE_LENGTH } from '#shared/domain/promo-code.ts'

/** Looks like a generated code, and is none: every code is generated later. 32 symbols of the alphabet. */
const EXAMPLE = 'QK7MWX3TPZ4JYVBC8RHN25SUE9FAGLD6'

/** How a code of this creation looks; undefined while a custom one has not been written. */
export function exampleCode(type: Creation['codeType']): string | undefined {
  if (type.kind === 'custom') return type.code || undefined
  // Each of the file's codes is another.
  if (type.kind === 'own') return undefined
  return fillPattern(type)(
    EXAMPLE.slice(0, Math.min(Math.max(type.length, CODE_LENGTH.min), CODE_LENGTH.max)),
  )
}

/** A round price before and after the discount. */
export function examplePrice(discount: Discount): { before: Money; after: Money } {
  const before: Money = { minor: 10_000, currency: discount.kind === 'amount' ? discount.currency : 'USD' }
  const pay = priceWith(before.minor, before.currency, discount)?.pay ?? before.minor
  return { before, after: { ...before, minor: pay } }
}
