import type { PublishPlan } from '#shared/contract/commerce.ts'
import { missingFields } from '#shared/domain/commerce/completeness.ts'
import { differences, inEffect, PLACES } from '#shared/domain/commerce/fields.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { affected, publish } from '#shared/domain/commerce/services-state.ts'
import { type FormField, shownFields } from '#shared/domain/commerce/shown-fields.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { requireMode, toDifference, withTyped } from './checks.ts'
import { credentialStatus, readCommerceSnapshot, revisionOf } from './commerce-snapshot.ts'

/** The review before production (SPEC 2.2, 2.6): what would change, what is missing; nothing is written. */
export async function planPublish(
  readers: Pick<Readers, 'commerce'>,
  { service, content, passwords }: { service: Service; content?: Content; passwords: readonly ProviderId[] },
): Promise<PublishPlan> {
  const snapshot = await readCommerceSnapshot(readers)
  if (content) requireMode(snapshot, service, 'production')
  const { state } = snapshot
  const before = state[service].production ?? EMPTY_CONTENT
  const after = content ? tidy(content) : (publish(state, service)[service].production ?? EMPTY_CONTENT)
  const proof = withTyped(credentialStatus(snapshot, service, 'production', after), passwords)
  const to = revisionOf(snapshot, service, 'production')
  return {
    from: content ? to : revisionOf(snapshot, service, 'test'),
    to,
    next: await readers.commerce.nextRevision(),
    differences: differences(before, after).map(toDifference),
    same: countSame(before, after, { accounts: content !== undefined }),
    missing: missingFields(after, proof),
    problems: problemsOf(after),
    services: [...affected(state, service)],
  }
}

/** How many fields of the form stay as they are; accounts count only where they can change. */
export function countSame(before: Content, after: Content, { accounts }: { accounts: boolean }): number {
  const shown: readonly FormField[] = shownFields(after.settings)
  const changed = new Set(differences(before, after).map(({ place }) => PLACES.indexOf(place)))
  return PLACES.filter(
    (place, index) =>
      inEffect(after, place) &&
      shown.includes(place.field) &&
      (accounts || place.part !== 'account') &&
      !changed.has(index),
  ).length
}
