import type { commerceOperations, OperationDetails, UndoableIn } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type CommerceState, linked } from '#shared/domain/commerce/services-state.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import type { BeforeOperation, BeforeService } from '#backend/storage/commerce.ts'
import type { Reversal, UndoHandler, UndoHandlers } from '#backend/storage/undo-handler.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import { applyChange, planChange } from './change.ts'
import { requireComplete } from './checks.ts'
import { credentialStatus, readCommerceSnapshot, type CommerceSnapshot } from './commerce-snapshot.ts'
import { stateHistory } from './state-ids.ts'

/**
 * Puts the services back as they were before the operation, as a new revision; answers how many fields changed.
 * Passwords typed in it stay, but those that linking took from a service come back.
 * @throws Refusal 'commerce.changed-since', 'commerce.incomplete' (Production refuses it), 'history.not-undoable'
 */
async function undoCommerce(tx: Transaction, reversal: CommerceReversal & { at: number }): Promise<number> {
  const snapshot = await readCommerceSnapshot(tx)
  const { after, services, joining, before } = await planUndo(tx, snapshot, reversal)
  const next = after.state
  requireSoundModes(snapshot, after, services)
  const operationId = await tx.operations.nextId()
  const lost = <Row extends { service: Service }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ service }) => service === joining)
  const order = {
    operationId,
    at: reversal.at,
    put: null,
    ...(joining && { grantsBefore: new Map([[joining, lost(snapshot.grants)]]) }),
  }
  await tx.commerce.keepPasswords(operationId, lost(snapshot.passwords))
  await writeCredentials(tx, after, before, joining)
  await tx.commerce.dropKeptPasswords(reversal.activeId)

  const groups = servicesByContent(snapshot, next, services)
  let changed = 0
  for (const group of groups) {
    const [first] = group
    const planned =
      first &&
      (await planChange(tx, snapshot, {
        next,
        services: group,
        mode: next[first].mode,
        reason: changesContent(snapshot, next, first) ? 'undo' : null,
        always: true,
        ...(joining && { linksTo: otherService(joining) }),
      }))
    if (!planned) continue
    changed += planned.changed.length
    await applyChange(tx, snapshot, planned, order)
  }
  return changed
}

/** `activeId` is the operation whose outcome applies now; to do something again is to undo its undo. */
export type CommerceReversal = Pick<Reversal<OperationDetails>, 'activeId' | 'direction' | 'details'>

export interface UndoPlan {
  /** The settings, passwords and permissions as undo leaves them. */
  readonly after: CommerceSnapshot
  readonly services: readonly Service[]
  /** The service that is linked to the other one, whose logins it gets. */
  readonly joining: Service | undefined
  /** What the services were before the operation, with the logins that it took from them. */
  readonly before: BeforeOperation
}

/**
 * What undoing the operation, or doing it again, puts back; nothing is written.
 * @throws Refusal 'commerce.changed-since', 'history.not-undoable'
 */
export async function planUndo(
  readers: Pick<Readers, 'commerce'>,
  snapshot: CommerceSnapshot,
  { activeId: operationId, direction, details }: CommerceReversal,
): Promise<UndoPlan> {
  const before = await readers.commerce.findBefore(operationId)
  const services = before.services.map(({ service }) => service)
  if (services.length === 0) throw new Refusal('history.not-undoable', { operationId })
  const next = await stateBefore(readers, snapshot, before.services)
  await requireUntouchedSince(readers, operationId, services, next)
  const joining = (direction === 'redo' && linkedBy(details)) || linkedAgain(snapshot, next, services)
  const after = { ...snapshot, state: next, ...credentialsAfter(snapshot, before, joining) }
  return { after, services, joining, before }
}

/**
 * The services must be as the operation left them: whatever came after it has been undone. Where undo links the services
 * again, that goes for the other one too, since linked services have the same settings.
 * @throws Refusal 'commerce.changed-since'
 */
async function requireUntouchedSince(
  { commerce }: Pick<Readers, 'commerce'>,
  operationId: number,
  services: readonly Service[],
  next: CommerceState,
): Promise<void> {
  const { now, step } = stateHistory(await commerce.listServiceChanges())
  const left = step(operationId)?.left
  const touched = linked(next) ? SERVICES : services
  if (!left || touched.some((service) => left[service] !== now[service]))
    throw new Refusal('commerce.changed-since', {})
}

async function stateBefore(
  { commerce }: Pick<Readers, 'commerce'>,
  { state }: CommerceSnapshot,
  before: readonly BeforeService[],
): Promise<CommerceState> {
  let next = state
  for (const { service, enabled, mode, testRevision, productionRevision } of before) {
    const test = testRevision === null ? undefined : await commerce.findRevision(testRevision)
    const production =
      productionRevision === null ? undefined : await commerce.findRevision(productionRevision)
    const was = {
      enabled,
      mode,
      test: test?.test ?? EMPTY_CONTENT,
      production: production?.production ?? null,
    }
    next = { ...next, [service]: was }
  }
  return next
}

/** The service that linking had given the other one's settings. */
function linkedBy(details: OperationDetails): Service | undefined {
  if (details.kind === 'enable-service' && details.links) return otherService(details.page)
  return details.kind === 'set-services' && details.kept ? otherService(details.kept) : undefined
}

/** The service that undo enables beside the other one, so that they are linked again. */
function linkedAgain(
  { state }: CommerceSnapshot,
  next: CommerceState,
  services: readonly Service[],
): Service | undefined {
  return linked(next) ? services.find((service) => !state[service].enabled) : undefined
}

/** What was unlinked differs again: each then needs a revision of its own. */
function servicesByContent(
  { state }: CommerceSnapshot,
  next: CommerceState,
  services: readonly Service[],
): (readonly Service[])[] {
  const [one, other] = services
  if (!one || !other) return [services]
  const same = JSON.stringify([state[one], next[one]]) === JSON.stringify([state[other], next[other]])
  return same ? [services] : services.map((service) => [service])
}

const changesContent = ({ state }: CommerceSnapshot, next: CommerceState, service: Service): boolean =>
  JSON.stringify([state[service].test, state[service].production, state[service].mode]) !==
  JSON.stringify([next[service].test, next[service].production, next[service].mode])

const undoHandler: UndoHandler<OperationDetails> = {
  // An undo is a change like any other, which keeps what was before it.
  revert: undoCommerce,
  written: () => 'checked-by-revert',
  announces: ['commerce', 'site'],
}
export const commerceUndoHandlers: UndoHandlers<UndoableIn<typeof commerceOperations>> = {
  'enable-service': undoHandler,
  'update-settings': undoHandler,
  'set-services': undoHandler,
  publish: undoHandler,
  restore: undoHandler,
  'back-to-test': undoHandler,
}

/** The logins that linking had replaced come back; services that are linked again log in to PayPal alike. */
function credentialsAfter(
  { passwords, grants }: CommerceSnapshot,
  before: BeforeOperation,
  joining: Service | undefined,
): Pick<CommerceSnapshot, 'passwords' | 'grants'> {
  const replaced = replacedBy(before, undefined)
  const putBack = {
    passwords: [...passwords.filter(not(replaced)), ...before.passwords],
    grants: [
      ...grants.filter(not(replaced)),
      ...before.services.flatMap(({ grantsBefore }) => grantsBefore ?? []),
    ],
  }
  if (!joining) return putBack
  const shared = <Row extends { service: Service }>(rows: readonly Row[], own: readonly Row[]): Row[] => [
    ...own.filter(({ service }) => service !== joining),
    ...rows.filter(({ service }) => service !== joining).map((row) => ({ ...row, service: joining })),
  ]
  return { passwords: shared(passwords, putBack.passwords), grants: shared(grants, putBack.grants) }
}

/** The services whose logins undo replaces. */
const replacedBy = ({ services }: BeforeOperation, joining: Service | undefined): Service[] =>
  services.flatMap(({ service, grantsBefore }) =>
    grantsBefore !== null || service === joining ? [service] : [],
  )

const not =
  (services: readonly Service[]) =>
  ({ service }: { readonly service: Service }): boolean =>
    !services.includes(service)

async function writeCredentials(
  tx: Transaction,
  { passwords, grants }: CommerceSnapshot,
  before: BeforeOperation,
  joining: Service | undefined,
): Promise<void> {
  for (const service of replacedBy(before, joining)) {
    const ofService = (row: { service: Service }) => row.service === service
    await tx.commerce.replaceCredentials(service, {
      passwords: passwords.filter(ofService),
      grants: grants.filter(ofService),
    })
  }
}

/** What takes real payments again, or takes them otherwise than now, must be as complete as publishing asks. */
function requireSoundModes(
  { state }: CommerceSnapshot,
  after: CommerceSnapshot,
  services: readonly Service[],
): void {
  for (const service of services) {
    const { enabled, mode, production } = after.state[service]
    const now = state[service]
    const content = production ?? EMPTY_CONTENT
    const isNew =
      now.mode !== 'production' ||
      (enabled && !now.enabled) ||
      differences(now.production ?? EMPTY_CONTENT, content).length > 0
    if (mode === 'production' && isNew)
      requireComplete(content, credentialStatus(after, service, 'production', content))
  }
}
