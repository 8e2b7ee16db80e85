import type { Revision } from '#shared/contract/commerce.ts'
import { dayIn, type IsoDate } from '#shared/domain/dates.ts'

/** Revisions under the day they were made, in the site's time zone, in the order given. */
export function revisionsByDay(
  revisions: readonly Revision[],
  timeZone: string,
): { day: IsoDate; revisions: Revision[] }[] {
  const days: { day: IsoDate; revisions: Revision[] }[] = []
  for (const revision of revisions) {
    const day = dayIn(timeZone, Date.parse(revision.at))
    const last = days.at(-1)
    if (last?.day === day) last.revisions.push(revision)
    else days.push({ day, revisions: [revision] })
  }
  return days
}

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
