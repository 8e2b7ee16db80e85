import type { RestorePlan, ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { missingFields } from '#shared/domain/commerce/completeness.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import {
  affected,
  type CommerceState,
  restore,
  restored,
  settingsInEffect,
} from '#shared/domain/commerce/services-state.ts'
import type { Service } from '#shared/domain/services.ts'
import type { StoredRevision } from '#backend/storage/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { contentIn, requireComplete, requireSound, toDifference } from './checks.ts'
import { type CommerceDependencies, type Decide, perform } from './perform.ts'
import { countSame } from './publish-plan.ts'
import {
  credentialStatus,
  readCommerceSnapshot,
  revisionOf,
  type CommerceSnapshot,
} from './commerce-snapshot.ts'

/** What restoring a revision would change in the mode that the service is in; nothing is written. */
export async function planRestore(
  readers: Pick<Readers, 'commerce'>,
  { service, revision }: { service: Service; revision: number },
): Promise<RestorePlan> {
  const snapshot = await readCommerceSnapshot(readers)
  const earlier = await revisionFor(readers, snapshot, service, revision)
  const now = snapshot.state[service]
  const [before, after] = [
    settingsInEffect(now),
    restored(now, earlier.mode, contentIn(earlier, earlier.mode)),
  ]
  const accountComesBack = earlier.mode === now.mode
  return {
    revision,
    mode: now.mode,
    replaces: revisionOf(snapshot, service, now.mode),
    next: await readers.commerce.nextRevision(),
    accountComesBack,
    differences: differences(before, after).map(toDifference),
    same: countSame(before, after, { accounts: accountComesBack }),
    missing:
      now.mode === 'test'
        ? []
        : missingFields(after, credentialStatus(snapshot, service, 'production', after)),
    services: [...affected(snapshot.state, service)],
  }
}

/** Makes a new revision of an earlier one (SPEC 2.5). Passwords stay as they are. */
export const restoreRevision = (
  parts: CommerceDependencies,
  request: RestoreRequest,
): Promise<ChangedSettings> => perform(parts, request.service, restoring(request))

interface RestoreRequest {
  readonly service: Service
  readonly revision: number
  /** The revision that is current where it will be restored. */
  readonly base: number
}

export const restoring =
  ({ service, revision, base }: RestoreRequest): Decide =>
  async (tx, snapshot) => {
    const { state } = snapshot
    const { mode } = state[service]
    if (base !== revisionOf(snapshot, service, mode)) throw new Refusal('commerce.plan-moved', {})
    const next = await restoredState(tx, snapshot, service, revision)
    const content = settingsInEffect(next[service])
    requireSound(content)
    if (mode === 'production')
      requireComplete(content, credentialStatus(snapshot, service, 'production', content))
    const services = affected(state, service)
    return {
      request: { next, services, mode, reason: 'restore', restoredFrom: revision },
      details: ({ revision: made, changed }) => ({
        kind: 'restore',
        services: [...services],
        mode,
        revision: made ?? 0,
        restoredFrom: revision,
        changed: [...changed],
      }),
    }
  }

/** The services with the settings of an earlier revision. @throws Refusal 'commerce.revision-unknown' */
export async function restoredState(
  readers: Pick<Readers, 'commerce'>,
  snapshot: CommerceSnapshot,
  service: Service,
  revision: number,
): Promise<CommerceState> {
  const earlier = await revisionFor(readers, snapshot, service, revision)
  return restore(snapshot.state, service, earlier.mode, contentIn(earlier, earlier.mode))
}

/** A revision of this service, or of the one that it is linked with. @throws Refusal 'commerce.revision-unknown' */
async function revisionFor(
  { commerce }: Pick<Readers, 'commerce'>,
  { state }: CommerceSnapshot,
  service: Service,
  revision: number,
): Promise<StoredRevision> {
  const found = await commerce.findRevision(revision)
  if (!found || !affected(state, service).some((one) => found.services.includes(one)))
    throw new Refusal('commerce.revision-unknown', { revision })
  return found
}
