import type { IsoDate } from '#shared/domain/dates.ts'
import { APPLIES_TO, type Service, SERVICES } from '#shared/domain/services.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import { limitOf } from '#shared/domain/term-content.ts'

/** Which codes a change of a term is not for, besides deleted ones and those that are so already. */
export type TermBlock =
  /** Codes that were used more often, or are held by payments under way. */
  | { readonly reason: 'used-more'; readonly limit: number }
  /** Codes of these services, which do not have the item. */
  | { readonly reason: 'other-service'; readonly services: readonly Service[] }
  /** Codes that expire before that day. */
  | { readonly reason: 'expires-before'; readonly day: IsoDate }
  /** Codes whose first day is after that day. */
  | { readonly reason: 'starts-after'; readonly day: IsoDate }

/** Null where it is for every code. Each engine has it in SQL; the edit of a cell has the same rule. */
export function blockOf(change: TermChange): TermBlock | null {
  switch (change.term) {
    case 'used': {
      const limit = limitOf(change.usage)
      return limit === null ? null : { reason: 'used-more', limit }
    }
    case 'appliesTo': {
      const services = SERVICES.filter((service) => !APPLIES_TO[service].includes(change.appliesTo))
      return services.length === 0 ? null : { reason: 'other-service', services }
    }
    case 'validFrom':
      return change.validFrom === null ? null : { reason: 'expires-before', day: change.validFrom }
    case 'expires':
      return { reason: 'starts-after', day: change.expires }
    case 'discount':
    case 'note':
      return null
  }
}
