import type { LinkPlan, ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { heldIn, type Holdings, linkRefusal, proposedSide } from '#shared/domain/commerce/linking.ts'
import { disable, enable, type ServiceState } from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { MODES, otherService, type Service } from '#shared/domain/services.ts'
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

/**
 * What ticking or unticking a box would do; nothing is written.
 * @throws Refusal 'commerce.link-refused'
 */
export async function planEnable(
  readers: Pick<Readers, 'commerce'>,
  request: EnableRequest,
): Promise<LinkPlan> {
  const snapshot = await readCommerceSnapshot(readers)
  const { state, stored } = snapshot
  const modes = { events: state.events.mode, training: state.training.mode }
  const plan = {
    modes,
    revisions: { events: stored.events.version, training: stored.training.version },
  }
  if (!wouldLink(snapshot, request))
    return {
      ...plan,
      links: false,
      keep: null,
      choices: [],
      refused: [],
      confirm: !request.enabled || modes[request.service] === 'production',
      replaces: false,
      differences: [],
      passwords: [],
      mode: modes[request.page],
      otherMode: modes[otherService(request.page)],
    }

  const held = holdings(snapshot)
  const keep = sideToKeep(snapshot, request)
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
    confirm: keep === null || replaces || modes[keep] === 'production',
    replaces,
    differences: lost,
    passwords,
    mode: modes[against],
    otherMode: modes[other],
  }
}

const wouldLink = ({ state }: CommerceSnapshot, { service, enabled }: EnableRequest): boolean =>
  enabled && !state[service].enabled && state[otherService(service)].enabled

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
function sideToKeep(snapshot: CommerceSnapshot, { page, keep }: EnableRequest): Service | null {
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

/**
 * Ticks or unticks a box; linking replaces the settings of the service that is not kept, which stay in its history
 * (SPEC 1.3, 1.4).
 */
export function setEnabled(
  parts: CommerceDependencies,
  request: EnableRequest & { expect: { events: number; training: number } },
): Promise<ChangedSettings> {
  return perform(parts, request.service, async (tx, snapshot, at) => {
    const { stored } = snapshot
    if (
      request.expect.events !== stored.events.version ||
      request.expect.training !== stored.training.version
    )
      throw new Refusal('commerce.plan-moved', {})
    return enabling(request)(tx, snapshot, at)
  })
}

/** Without a look at what the plan expected. */
export const enabling =
  (request: EnableRequest): Decide =>
  async (_tx, snapshot) =>
    decision(snapshot, request)

/** @throws Refusal 'commerce.link-choice', 'commerce.link-refused', 'commerce.incomplete' */
function decision(snapshot: CommerceSnapshot, request: EnableRequest): Decision {
  const { service, enabled, page } = request
  const { state, grants } = snapshot
  const keep = wouldLink(snapshot, request) ? sideToKeep(snapshot, request) : undefined
  if (keep === null) throw new Refusal('commerce.link-choice', {})
  const source = keep ?? service
  const next = enabled ? enable(state, service, source, holdings(snapshot)) : disable(state, service)
  const { mode, production } = next[service]
  if (enabled && mode === 'production') {
    const content = production ?? EMPTY_CONTENT
    requireComplete(content, credentialStatus(snapshot, source, 'production', content))
  }
  const other = otherService(source)
  return {
    request: {
      next,
      services: keep ? ['events', 'training'] : [service],
      mode,
      reason: keep ? 'link' : null,
      ...(keep && { linksTo: keep }),
    },
    details: ({ changed }) => ({
      kind: 'enable-service',
      service,
      enabled,
      page: keep ?? page,
      links: keep !== undefined,
      changed: [...changed],
    }),
    ...(keep && {
      grantsBefore: new Map([[other, ofService(grants, other)]]),
      also: (tx: Transaction, operationId: number) => shareCredentials(tx, snapshot, keep, operationId),
    }),
  }
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
