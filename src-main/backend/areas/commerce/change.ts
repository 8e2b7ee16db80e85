import type { RevisionReason } from '#shared/contract/commerce.ts'
import { accountOf, type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { differences, keyOf, PLACES } from '#shared/domain/commerce/fields.ts'
import type { CommerceState, ServiceState } from '#shared/domain/commerce/services-state.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { StoredGrant } from '#backend/storage/commerce.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import type { PutSecret } from '#backend/areas/secrets/secrets.ts'
import { passwordTarget } from './passwords.ts'
import type { CommerceSnapshot } from './commerce-snapshot.ts'

/** The names of PayPal passwords in the secret box begin so. */
export const PASSWORDS = 'paypal-password.'

export interface TypedPassword {
  readonly provider: ProviderId
  readonly password: string
}

export interface ChangeRequest {
  readonly next: CommerceState
  /** The services that the change is for; what a revision holds is the same for all of them. */
  readonly services: readonly Service[]
  /** The mode whose settings, account or passwords it is about. */
  readonly mode: Mode
  /** Null for a change that has no content: a box unticked. */
  readonly reason: RevisionReason | null
  readonly restoredFrom?: number
  readonly typed?: readonly TypedPassword[]
  /** The service to whose settings the other one is linked. */
  readonly linksTo?: Service
  /** Also where neither fields nor modes change: what changes is beside them. */
  readonly always?: true
}

/** A change thought through, before anything is written. */
export interface PlannedChange extends ChangeRequest {
  readonly revision: number | null
  /** Keys of the fields that change, in the order of the form; `password` at the end. */
  readonly changed: readonly string[]
}

/** Null when nothing would change at all. */
export async function planChange(
  { commerce }: Pick<Readers, 'commerce'>,
  { state }: CommerceSnapshot,
  request: ChangeRequest,
): Promise<PlannedChange | null> {
  const { next, services, reason, typed = [] } = request
  const keys = new Set(services.flatMap((service) => changedKeys(state[service], next[service])))
  const changed = PLACES.map(keyOf).filter((key) => keys.has(key))
  const moved = services.some(
    (service) =>
      state[service].mode !== next[service].mode || state[service].enabled !== next[service].enabled,
  )
  if (changed.length === 0 && typed.length === 0 && !moved && !request.always) return null
  const isJustLink = reason === 'link' && !changesContent(state, next, services)
  const revision = reason === null || isJustLink ? null : await commerce.nextRevision()
  return { ...request, revision, changed: [...changed, ...(typed.length > 0 ? ['password'] : [])] }
}

/** Linking services that are alike already makes no revision. */
const changesContent = (state: CommerceState, next: CommerceState, services: readonly Service[]): boolean =>
  services.some(
    (service) =>
      state[service].mode !== next[service].mode || changedKeys(state[service], next[service]).length > 0,
  )

const changedKeys = (before: ServiceState, after: ServiceState): string[] =>
  (['test', 'production'] as const).flatMap((mode) =>
    differences(before[mode] ?? EMPTY_CONTENT, after[mode] ?? EMPTY_CONTENT).map(({ place }) => keyOf(place)),
  )

export type GrantsBefore = ReadonlyMap<Service, readonly StoredGrant[]>

export interface ChangeOrder {
  readonly operationId: number
  readonly at: number
  readonly put: PutSecret | null
  /** The permissions that a service had, where the operation replaces them. */
  readonly grantsBefore?: GrantsBefore
}

/** Writes a planned change: one revision, and the services that now use it. */
export async function applyChange(
  tx: Transaction,
  snapshot: CommerceSnapshot,
  planned: PlannedChange,
  order: ChangeOrder,
): Promise<void> {
  const { services, next, revision } = planned
  if (revision !== null) await writeRevision(tx, planned, revision, order)
  const updates = services.map((service) => ({
    service,
    enabled: next[service].enabled,
    mode: next[service].mode,
    ...pointersAfter(snapshot, service, planned),
    grantsBefore: order.grantsBefore?.get(service) ?? null,
  }))
  await tx.commerce.updateServices(order.operationId, updates)
  for (const { service, mode } of updates)
    // Tests don't count in production, whatever brought the service there.
    if (snapshot.stored[service].mode === 'test' && mode === 'production')
      await tx.payments.giveBackTestUses(service, order.at)
  await writePasswords(tx, planned, order)
  await tx.commerce.dropUnusedPasswords(PASSWORDS)
}

async function writeRevision(
  tx: Transaction,
  { services, next, mode, reason, changed, restoredFrom }: PlannedChange,
  revision: number,
  { operationId, at }: ChangeOrder,
): Promise<void> {
  const [first] = services
  if (!first || !reason) throw new Error('a revision of nothing')
  const { test, production } = next[first]
  await tx.commerce.insertRevision({
    revision,
    operationId,
    at,
    services,
    mode,
    reason,
    changed,
    restoredFrom: restoredFrom ?? null,
    test,
    production,
  })
}

/** The revision that made each mode's content: this one where it changed, or where services were joined by it. */
function pointersAfter(
  { state, stored }: CommerceSnapshot,
  service: Service,
  { next, linksTo, revision, mode, typed = [] }: PlannedChange,
): { testRevision: number | null; productionRevision: number | null } {
  const { testRevision, productionRevision } = stored[linksTo ?? service]
  const after = (one: Mode, pointer: number | null): number | null => {
    const [before, now] = [state[service][one], next[service][one]]
    if (now === null) return null
    const made = linksTo !== undefined || !isSame(before, now) || (typed.length > 0 && one === mode)
    return made ? (revision ?? pointer) : pointer
  }
  return {
    testRevision: after('test', testRevision),
    productionRevision: after('production', productionRevision),
  }
}

const isSame = (one: Content | null, other: Content): boolean =>
  one !== null && differences(one, other).length === 0

async function writePasswords(
  tx: Transaction,
  { services, next, mode, typed = [], revision }: PlannedChange,
  { put, at }: ChangeOrder,
): Promise<void> {
  const [first] = services
  for (const { provider, password } of typed) {
    if (!put || !first || revision === null) throw new Error('a password without a box')
    const { accounts } = next[first][mode] ?? EMPTY_CONTENT
    const target = passwordTarget({ mode, provider }, accountOf(accounts, provider))
    const secret = await put(tx, PASSWORDS, password, target)
    const stored = { mode, provider, secret, revision, setAt: at, verifiedAt: null }
    await tx.commerce.writePasswords(services.map((service) => ({ service, ...stored })))
  }
}
