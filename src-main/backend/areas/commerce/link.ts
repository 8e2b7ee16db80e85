import type { ChangedSettings } from '#shared/contract/commerce.ts'
import type { DetailsOf } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type CommerceState, isLiveChange } from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { requireComplete, requireVersions, type Versions } from './checks.ts'
import { credentialStatus, type CommerceSnapshot } from './commerce-snapshot.ts'
import { type CommerceDependencies, type Decide, type Decision, perform } from './perform.ts'
import {
  asServices,
  boxesSet,
  type EnableRequest,
  ofService,
  type ServicesRequest,
  sideToKeep,
  turned,
  wouldLink,
} from './service-boxes.ts'

interface Expected {
  readonly expect: Versions
}

/**
 * Ticks or unticks a box; linking replaces the settings of the service that is not kept, which stay in its history
 * (SPEC 1.3, 1.4).
 */
export const setEnabled = (
  parts: CommerceDependencies,
  request: EnableRequest & Expected,
): Promise<ChangedSettings> =>
  perform(parts, request.service, async (_tx, snapshot) => {
    requireVersions(snapshot, request.expect)
    return decision(snapshot, asServices(snapshot, request))
  })

/** Sets both boxes, in one transaction. */
export const setServices = (
  parts: CommerceDependencies,
  request: ServicesRequest & Expected,
): Promise<ChangedSettings> =>
  perform(parts, request.page, async (_tx, snapshot) => {
    requireVersions(snapshot, request.expect)
    return decision(snapshot, request)
  })

/** Without a look at what the plan expected. */
export const enabling =
  (request: EnableRequest): Decide =>
  async (_tx, snapshot) =>
    decision(snapshot, asServices(snapshot, request))

/** @throws Refusal 'commerce.link-choice', 'commerce.link-refused', 'commerce.incomplete' */
function decision(snapshot: CommerceSnapshot, request: ServicesRequest): Decision | null {
  const { state, grants } = snapshot
  const boxes = turned(state, request)
  const [first] = boxes
  if (!first) return null
  const keep = wouldLink(snapshot, request) ? sideToKeep(snapshot, request) : undefined
  if (keep === null) throw new Refusal('commerce.link-choice', {})
  const next = boxesSet(snapshot, request, keep ?? first)
  for (const service of boxes) requireCompleteWhereOn(snapshot, next, service, keep ?? service)
  const other = keep && otherService(keep)
  return {
    request: {
      next,
      services: keep ? SERVICES : boxes,
      mode: next[first].mode,
      reason: keep ? 'link' : null,
      ...(keep && { linksTo: keep }),
    },
    details: ({ changed }) => ({
      ...boxesDetails(request, boxes, keep),
      changed: [...changed],
      mode: isLiveChange(state, next) ? 'production' : 'test',
    }),
    ...(keep &&
      other && {
        grantsBefore: new Map([[other, ofService(grants, other)]]),
        also: (tx: Transaction, operationId: number) => shareCredentials(tx, snapshot, keep, operationId),
      }),
  }
}

/** One box is recorded as what was done with it. */
function boxesDetails(
  request: ServicesRequest,
  boxes: readonly Service[],
  keep: Service | undefined,
): DetailsOfBoxes {
  const [service, another] = boxes
  if (service && !another)
    return {
      kind: 'enable-service',
      service,
      enabled: request[service],
      page: keep ?? request.page,
      links: keep !== undefined,
    }
  return {
    kind: 'set-services',
    enabled: SERVICES.filter((one) => request[one]),
    kept: keep ?? null,
  }
}
type DetailsOfBoxes =
  Omit<DetailsOf['enable-service'], 'changed' | 'mode'> | Omit<DetailsOf['set-services'], 'changed' | 'mode'>

/** @throws Refusal 'commerce.incomplete' */
function requireCompleteWhereOn(
  snapshot: CommerceSnapshot,
  next: CommerceState,
  service: Service,
  source: Service,
): void {
  const { enabled, mode, production } = next[service]
  if (!enabled || mode !== 'production') return
  const content = production ?? EMPTY_CONTENT
  requireComplete(content, credentialStatus(snapshot, source, 'production', content))
}

/** The other service logs in to PayPal as the one that is kept; what it had is kept for undo. */
async function shareCredentials(
  tx: Transaction,
  { passwords, grants }: CommerceSnapshot,
  keep: Service,
  operationId: number,
): Promise<void> {
  const other = otherService(keep)
  await tx.commerce.keepPasswords(operationId, ofService(passwords, other))
  await tx.commerce.replaceCredentials(other, {
    passwords: ofService(passwords, keep),
    grants: ofService(grants, keep),
  })
}
