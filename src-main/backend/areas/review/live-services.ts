import type { LiveServices } from '#shared/contract/review.ts'
import { isLive, linked } from '#shared/domain/commerce/services-state.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import { type CommerceSnapshot, readCommerceSnapshot, revisionOf } from '#backend/areas/commerce/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { type CheckSources, liveChecks } from './live-checks.ts'

type Sources = CheckSources & Pick<Readers, 'operations'>

/** The services in which buyers can pay for real, linked ones together. */
export async function liveServices(sources: Sources): Promise<LiveServices> {
  const snapshot = await readCommerceSnapshot(sources)
  const live = SERVICES.filter((service) => isLive(snapshot.state[service]))
  const groups = linked(snapshot.state) && live.length > 0 ? [live] : live.map((service) => [service])
  return await Promise.all(groups.map((services) => describe(sources, snapshot, services)))
}

async function describe(
  sources: Sources,
  snapshot: CommerceSnapshot,
  services: readonly Service[],
): Promise<LiveServices[number]> {
  const [first] = services
  if (!first) throw new Error('a group of no services')
  const revision = revisionOf(snapshot, first, 'production')
  const at = snapshot.revisions.get(revision)?.at ?? 0
  return {
    services: [...services],
    since: instantOf((await liveSince(sources, first)) ?? at),
    revision,
    at: instantOf(at),
    provider: snapshot.state[first].production?.settings.provider ?? null,
    checks: await liveChecks(sources, snapshot, { services, typed: [] }),
  }
}

/** When the newest operation was done before which the service took no real payments. */
async function liveSince({ commerce, operations }: Sources, service: Service): Promise<number | null> {
  const changes = await commerce.listServiceChanges()
  for (const { operationId, services } of changes.toReversed()) {
    if (!services.includes(service)) continue
    const { services: before } = await commerce.findBefore(operationId)
    const was = before.find((one) => one.service === service)
    if (was && !(was.enabled && was.mode === 'production'))
      return (await operations.find(operationId))?.at ?? null
  }
  return null
}
