import type { LinkPlan, ChangedSettings } from '#shared/contract/commerce.ts'
import type { DetailsOf } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { heldIn, type Holdings, linkRefusal, proposedSide } from '#shared/domain/commerce/linking.ts'
import {
  type CommerceState,
  disable,
  enable,
  isLiveChange,
  linked,
  type ServiceState,
} from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { MODES, otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import { requireComplete, toDifference } from './checks.ts'
import { passwordsFor } from './passwords.ts'
import { type CommerceDependencies, type Decide, type Decision, perform } from './perform.ts'
import { credentialStatus, readCommerceSnapshot, type CommerceSnapshot } from './commerce-snapshot.ts'

export interface EnableRequest {
  readonly service: Service
  readonly enabled: boolean
  /** On whose page the box was ticked. */
  readonly page: Service
  /** Whose settings are for both where enabling links the services; left out: those that linking proposes. */
  readonly keep?: Service | undefined
}

/** Both boxes as they are to be. */
export interface ServicesRequest extends Pick<EnableRequest, 'page' | 'keep'> {
  readonly events: boolean
  readonly training: boolean
}

/** The other box stays as it is. */
const asServices = (
  { state }: CommerceSnapshot,
  { service, enabled, page, keep }: EnableRequest,
): ServicesRequest => ({
  events: state.events.enabled,
  training: state.training.enabled,
  page,
  keep,
  [service]: enabled,
})

/** What ticking or unticking a box would do; nothing is written. @throws Refusal 'commerce.link-refused' */
export async function planEnable(
  readers: Pick<Readers, 'commerce'>,
  request: EnableRequest,
): Promise<LinkPlan> {
  const snapshot = await readCommerceSnapshot(readers)
  return planBoxes(snapshot, asServices(snapshot, request))
}

/** What both boxes together would do; nothing is written. @throws Refusal 'commerce.link-refused' */
export async function planServices(
  readers: Pick<Readers, 'commerce'>,
  request: ServicesRequest,
): Promise<LinkPlan> {
  return planBoxes(await readCommerceSnapshot(readers), request)
}

function planBoxes(snapshot: CommerceSnapshot, request: ServicesRequest): LinkPlan {
  const { state, stored } = snapshot
  const modes = { events: state.events.mode, training: state.training.mode }
  const plan = {
    modes,
    revisions: { events: stored.events.version, training: stored.training.version },
  }
  const linking = wouldLink(snapshot, request)
  const keep = linking ? sideToKeep(snapshot, request) : null
  const live = isLiveChange(state, boxesSet(snapshot, request, keep ?? request.page))
  if (!linking)
    return {
      ...plan,
      links: false,
      keep,
      choices: [],
      refused: [],
      live,
      confirm: turned(state, request).some((service) => !request[service] || modes[service] === 'production'),
      replaces: false,
      differences: [],
      passwords: [],
      mode: modes[request.page],
      otherMode: modes[otherService(request.page)],
    }

  const held = holdings(snapshot)
  const against = keep ?? request.page
  const other = otherService(against)
  const lost = differencesOf(state[other], state[against])
  const passwords = passwordsReplaced(snapshot, against)
  const differs = lost.length > 0 || passwords.length > 0 || modes[against] !== modes[other]
  const replaces = held[other].size > 0 && differs
  const sides = [request.page, otherService(request.page)].map((service) => ({
    service,
    reason: linkRefusal(state, service, held),
  }))
  return {
    ...plan,
    links: true,
    keep,
    choices: sides.flatMap(({ service, reason }) => (reason === null ? [service] : [])),
    refused: sides.flatMap(({ service, reason }) => (reason === null ? [] : [{ service, reason }])),
    live,
    confirm: keep === null || replaces || modes[keep] === 'production',
    replaces,
    differences: lost,
    passwords,
    mode: modes[against],
    otherMode: modes[other],
  }
}

/** The services whose box is to be other than it is. */
const turned = (state: CommerceState, request: ServicesRequest): Service[] =>
  SERVICES.filter((service) => state[service].enabled !== request[service])

const wouldLink = ({ state }: CommerceSnapshot, request: ServicesRequest): boolean =>
  request.events && request.training && !linked(state)

/** The services with both boxes set; where that links them, with the settings of `keep`. */
function boxesSet(snapshot: CommerceSnapshot, request: ServicesRequest, keep: Service): CommerceState {
  const { state } = snapshot
  const boxes = turned(state, request)
  const off = boxes.filter((service) => !request[service]).reduce(disable, state)
  if (!wouldLink(snapshot, request))
    return boxes.filter((service) => request[service]).reduce((next, one) => enable(next, one, one), off)
  const held = holdings(snapshot)
  // What cannot be linked is refused where it is applied; a plan without a choice shows the page's side.
  if (linkRefusal(state, keep, held)) return off
  return boxes.reduce((next, one) => enable(next, one, keep, held), off)
}

/** What the services have of their own: their settings, and the passwords and permissions of their accounts. */
function holdings(snapshot: CommerceSnapshot): Holdings {
  const { state, grants } = snapshot
  const settings = heldIn(state)
  const of = (service: Service) =>
    new Set([
      ...settings[service],
      ...passwordsInUse(snapshot, service).map(({ mode, provider }) => `${mode}.password.${provider}`),
      ...ofService(grants, service).map(({ mode, provider }) => `${mode}.grant.${provider}`),
    ])
  return { events: of('events'), training: of('training') }
}

/**
 * Whose settings linking keeps; null where a person has to choose.
 * @throws Refusal 'commerce.link-refused'
 */
function sideToKeep(snapshot: CommerceSnapshot, { page, keep }: ServicesRequest): Service | null {
  const held = holdings(snapshot)
  if (keep === undefined) return proposedSide(snapshot.state, page, held)
  const reason = linkRefusal(snapshot.state, keep, held)
  if (reason) throw new Refusal('commerce.link-refused', { keep, reason })
  return keep
}

const differencesOf = (before: ServiceState, now: ServiceState): LinkPlan['differences'] =>
  (['test', 'production'] as const).flatMap((mode) =>
    differences(before[mode] ?? EMPTY_CONTENT, now[mode] ?? EMPTY_CONTENT).map((difference) => ({
      mode,
      ...toDifference(difference),
    })),
  )

/** Those that the accounts have as they are now: one of an earlier login does not count. */
const passwordsInUse = ({ passwords, state }: CommerceSnapshot, service: Service) =>
  MODES.flatMap((mode) =>
    passwordsFor(passwords, { service, mode, content: state[service][mode] ?? EMPTY_CONTENT }),
  )

/** Passwords that the other service would lose: the one that is kept has another one, or none. */
function passwordsReplaced(snapshot: CommerceSnapshot, keep: Service): LinkPlan['passwords'] {
  const mine = passwordsInUse(snapshot, keep)
  return passwordsInUse(snapshot, otherService(keep))
    .filter(
      (row) =>
        !mine.some(
          (one) => one.mode === row.mode && one.provider === row.provider && one.secret === row.secret,
        ),
    )
    .map(({ mode, provider }) => ({ mode, provider }))
}

interface Expected {
  readonly expect: { readonly events: number; readonly training: number }
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
    requireVersions(snapshot, request)
    return decision(snapshot, asServices(snapshot, request))
  })

/** Sets both boxes, in one transaction. */
export const setServices = (
  parts: CommerceDependencies,
  request: ServicesRequest & Expected,
): Promise<ChangedSettings> =>
  perform(parts, request.page, async (_tx, snapshot) => {
    requireVersions(snapshot, request)
    return decision(snapshot, request)
  })

/** @throws Refusal 'commerce.plan-moved' */
function requireVersions({ stored }: CommerceSnapshot, { expect }: Expected): void {
  if (SERVICES.some((service) => expect[service] !== stored[service].version))
    throw new Refusal('commerce.plan-moved', {})
}

/** Without a look at what the plan expected. */
export const enabling =
  (request: EnableRequest): Decide =>
  async (_tx, snapshot) =>
    decision(snapshot, asServices(snapshot, request))

/** The services as the boxes leave them, with their passwords and permissions; where `keep` is not chosen, the page's. */
export function snapshotWithBoxes(snapshot: CommerceSnapshot, request: ServicesRequest): CommerceSnapshot {
  const links = wouldLink(snapshot, request)
  const keep = (links && sideToKeep(snapshot, request)) || request.page
  const state = boxesSet(snapshot, request, keep)
  if (!links) return { ...snapshot, state }
  const shared = <Row extends { service: Service }>(rows: readonly Row[]): Row[] =>
    ofService(rows, keep).flatMap((row) => SERVICES.map((service) => ({ ...row, service })))
  return {
    ...snapshot,
    state,
    passwords: shared(snapshot.passwords),
    grants: shared(snapshot.grants),
  }
}

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

const ofService = <Row extends { service: Service }>(rows: readonly Row[], service: Service): Row[] =>
  rows.filter((row) => row.service === service)

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
