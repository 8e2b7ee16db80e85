import type { TermChange } from '../domain/term-change.ts'
import { limitOf } from '../domain/term-content.ts'
import type { Language } from '../languages/languages.ts'
import { formatCount, formatDate, formatDiscount } from './format.ts'
import { REPORT_WORDS } from './report-words.ts'

/** A term as the report shows it: "25 %", "5", "Direktesendte hendelser", "30.06.2026". Empty where there is none. */
export function termText(change: TermChange, language: Language): string {
  const words = REPORT_WORDS[language]
  switch (change.term) {
    case 'discount':
      return formatDiscount(change.discount, language)
    case 'used': {
      const limit = limitOf(change.usage)
      return limit === null ? words.unlimited : formatCount(limit, language)
    }
    case 'appliesTo':
      return words.appliesTo[change.appliesTo]
    case 'validFrom':
      return change.validFrom === null ? '' : formatDate(change.validFrom, language)
    case 'expires':
      return formatDate(change.expires, language)
    case 'note':
      return change.note
  }
}
