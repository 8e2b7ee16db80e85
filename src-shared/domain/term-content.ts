import type { Usage } from './creation.ts'
import type { IsoDate } from './dates.ts'
import type { Discount } from './discount.ts'
import type { Currency } from './money.ts'
import type { AppliesTo } from './services.ts'
import type { Term, TermChange } from './term-change.ts'

/*
 * The content of a term as one text, by which changes are kept for undo and compared: `%2500` and `USD2500`, a limit or
 * nothing, an ISO date or nothing. Without zod: the window reads it before anything else.
 */

/** It says whose a code is; the other cells that can be written in are terms of the code. */
export const isOfRecipient = (column: Term | 'recipient' | 'email'): column is 'recipient' | 'email' =>
  column === 'recipient' || column === 'email'

/** Null for unlimited. */
export const limitOf = (usage: Usage): number | null =>
  usage.kind === 'once' ? 1 : usage.kind === 'times' ? usage.times : null
export const usageOf = (limit: number | null): Usage =>
  limit === null ? { kind: 'unlimited' } : limit === 1 ? { kind: 'once' } : { kind: 'times', times: limit }

/** What the term becomes, as the text that is stored. */
export function contentOf(change: TermChange): string {
  switch (change.term) {
    case 'discount': {
      const { discount } = change
      return discount.kind === 'percent' ? `%${discount.hundredths}` : `${discount.currency}${discount.minor}`
    }
    case 'used':
      return String(limitOf(change.usage) ?? '')
    case 'appliesTo':
      return change.appliesTo
    case 'validFrom':
      return change.validFrom ?? ''
    case 'expires':
      return change.expires
    case 'note':
      return change.note
  }
}

/** The discount of a content that is known to be one. */
export const discountIn = (content: string): Discount =>
  content.startsWith('%')
    ? { kind: 'percent', hundredths: Number(content.slice(1)) }
    : { kind: 'amount', minor: Number(content.slice(3)), currency: content.slice(0, 3) as Currency }

/** The change that writes a content, which is known to be one of the term. */
export function changeTo(term: Term, content: string): TermChange {
  switch (term) {
    case 'discount':
      return { term, discount: discountIn(content) }
    case 'used':
      return { term, usage: usageOf(content === '' ? null : Number(content)) }
    case 'appliesTo':
      return { term, appliesTo: content as AppliesTo }
    case 'validFrom':
      return { term, validFrom: content === '' ? null : (content as IsoDate) }
    case 'expires':
      return { term, expires: content as IsoDate }
    case 'note':
      return { term, note: content }
  }
}
