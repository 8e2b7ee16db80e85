import type { ReportRow } from '#shared/contract/report.ts'
import type { Term, TermChange } from '#shared/domain/term-change.ts'
import { usageOf } from '#shared/domain/term-content.ts'
import { parseAppliesTo, parseDiscount, parseLimit } from '#shared/wording/typed-terms.ts'

/** A term as a row of the report has it. */
export function termOf(row: ReportRow, term: Term): TermChange {
  switch (term) {
    case 'discount':
      return { term, discount: row.discount }
    case 'used':
      return { term, usage: usageOf(row.limit) }
    case 'appliesTo':
      return { term, appliesTo: row.appliesTo }
    case 'validFrom':
      return { term, validFrom: row.validFrom }
    case 'expires':
      return { term, expires: row.expires }
    case 'note':
      return { term, note: row.note }
  }
}

/** How a text typed in a cell is read, where that is not as it is typed; null for what is none, and is refused later. */
export function readTerm(term: Term, text: string, row: ReportRow): TermChange | null {
  switch (term) {
    case 'discount': {
      const discount = parseDiscount(text, row.discount)
      return discount ? { term, discount } : null
    }
    case 'used': {
      const limit = parseLimit(text)
      return limit === undefined ? null : { term, usage: usageOf(limit) }
    }
    case 'appliesTo': {
      const appliesTo = parseAppliesTo(text)
      return appliesTo ? { term, appliesTo } : null
    }
    default:
      return null
  }
}
