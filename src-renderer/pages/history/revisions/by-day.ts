import type { Revision } from '#shared/contract/commerce.ts'
import { dayIn } from '#shared/domain/dates.ts'
import { byDay, type Day } from '../../../components/operations/days.ts'

/** Revisions under the day they were made, in the site's time zone, in the order given. */
export const revisionsByDay = (revisions: readonly Revision[], timeZone: string): Day<Revision>[] =>
  byDay(revisions, ({ at }) => dayIn(timeZone, Date.parse(at)))

/** The revision before `revision` in the same mode and of a service in common; what it is compared with first. */
export function previousOf(revision: Revision, list: readonly Revision[]): Revision | null {
  return (
    list.find(
      (other) =>
        other.revision < revision.revision &&
        other.mode === revision.mode &&
        other.services.some((service) => revision.services.includes(service)),
    ) ?? null
  )
}
