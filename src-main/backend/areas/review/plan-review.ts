import type { ReviewedChange, ReviewPart, ReviewPlan } from '#shared/contract/review.ts'
import { missingFields } from '#shared/domain/commerce/completeness.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import { isLive, isLiveChange } from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import {
  type ChangedSnapshot,
  type CommerceSnapshot,
  credentialStatus,
  readCommerceSnapshot,
  revisionOf,
  snapshotAfter,
  toDifference,
  withTyped,
} from '#backend/areas/commerce/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { type CheckSources, liveChecks } from './live-checks.ts'

/** What a change of the payment settings would do; nothing is written. */
export async function planReview(
  readers: Pick<Readers, 'operations'> & CheckSources,
  { service, change }: { service: Service; change: ReviewedChange },
): Promise<ReviewPlan> {
  const now = await readCommerceSnapshot(readers)
  const changed = await snapshotAfter(readers, now, service, change)
  const { events, training } = now.stored
  return {
    live: isLiveChange(now.state, changed.snapshot.state) || changed.typed.length > 0,
    next: await readers.commerce.nextRevision(),
    revisions: { events: events.version, training: training.version },
    parts: await reviewParts(readers, now, changed),
    undo: changed.reversal && {
      direction: changed.reversal.direction,
      details: changed.reversal.details,
    },
  }
}

/** The services as they are and as they become, those that change alike together. */
async function reviewParts(
  sources: CheckSources,
  now: CommerceSnapshot,
  changed: Pick<ChangedSnapshot, 'snapshot' | 'services' | 'typed'>,
): Promise<ReviewPart[]> {
  const parts: ReviewPart[] = []
  for (const services of changingAlike(now, changed)) {
    const [first] = services
    if (first) parts.push(await reviewPart(sources, now, { ...changed, services }, first))
  }
  return parts
}

function changingAlike(
  now: CommerceSnapshot,
  { snapshot, services }: Pick<ChangedSnapshot, 'snapshot' | 'services'>,
): Service[][] {
  const groups = new Map<string, Service[]>()
  for (const service of services) {
    const key = JSON.stringify([now.state[service], snapshot.state[service]])
    groups.set(key, [...(groups.get(key) ?? []), service])
  }
  return [...groups.values()]
}

async function reviewPart(
  sources: CheckSources,
  now: CommerceSnapshot,
  { snapshot, services, typed }: Pick<ChangedSnapshot, 'snapshot' | 'services' | 'typed'>,
  first: Service,
): Promise<ReviewPart> {
  const [before, after] = [now.state[first], snapshot.state[first]]
  const content = after.production ?? EMPTY_CONTENT
  const live = isLive(after)
  return {
    services: [...services],
    before: {
      enabled: before.enabled,
      mode: before.mode,
      live: isLive(before),
      test: revisionOf(now, first, 'test'),
      production: revisionOf(now, first, 'production'),
      published: (before.production ?? EMPTY_CONTENT).settings.provider !== null,
    },
    after: { enabled: after.enabled, mode: after.mode, live },
    content,
    differences: differences(before.production ?? EMPTY_CONTENT, content).map(toDifference),
    testDifferences: differences(before.test, after.test).map(toDifference),
    missing: live
      ? missingFields(content, withTyped(credentialStatus(snapshot, first, 'production', content), typed))
      : [],
    problems: live ? problemsOf(content) : [],
    checks: live ? await liveChecks(sources, snapshot, { services, typed }) : null,
  }
}
