import type { commerceOperations, UndoableIn } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type CommerceState, linked } from '#shared/domain/commerce/services-state.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import type { BeforeOperation, BeforeService } from '#backend/storage/commerce.ts'
import type { UndoHandler, UndoHandlers } from '#backend/storage/undo-handler.ts'
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
async function undoCommerce(tx: Transaction, operationId: number, at: number): Promise<number> {
  const before = await tx.commerce.findBefore(operationId)
  const services = before.services.map(({ service }) => service)
  if (services.length === 0) throw new Refusal('history.not-undoable', { operationId })
  const snapshot = await readCommerceSnapshot(tx)
  const next = await stateBefore(tx, snapshot, before.services)
  await requireUntouchedSince(tx, operationId, services, next)
  const order = { operationId: await tx.operations.nextId(), at, put: null }
  await putBackCredentials(tx, before)
  await tx.commerce.dropKeptPasswords(operationId)
  const joining = linkedAgain(snapshot, next, services)
  if (joining) await shareCredentials(tx, snapshot, joining)
  requireSoundModes(snapshot, await readCommerceSnapshot(tx), next, services)

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

const undoHandler: UndoHandler<object> = {
  // An undo is a change like any other, which keeps what was before it.
  revert: (tx, { activeId, at }) => undoCommerce(tx, activeId, at),
  written: () => 'checked-by-revert',
  announces: ['commerce', 'site'],
}
export const commerceUndoHandlers: UndoHandlers<UndoableIn<typeof commerceOperations>> = {
  'enable-service': undoHandler,
  'update-settings': undoHandler,
  publish: undoHandler,
  restore: undoHandler,
  'back-to-test': undoHandler,
}

/** The logins of a service that linking had replaced. */
async function putBackCredentials(tx: Transaction, { services, passwords }: BeforeOperation): Promise<void> {
  for (const { service, grantsBefore } of services) {
    if (grantsBefore === null) continue
    const ofService = passwords.filter((row) => row.service === service)
    await tx.commerce.replaceCredentials(service, { passwords: ofService, grants: grantsBefore })
  }
}

/** Services that are linked again log in to PayPal alike, as linking makes them. */
async function shareCredentials(
  tx: Transaction,
  { passwords, grants }: CommerceSnapshot,
  joining: Service,
): Promise<void> {
  const ofOther = (row: { service: Service }) => row.service === otherService(joining)
  await tx.commerce.replaceCredentials(joining, {
    passwords: passwords.filter(ofOther),
    grants: grants.filter(ofOther),
  })
}

/** What takes real payments again, or takes them otherwise than now, must be as complete as publishing asks. */
function requireSoundModes(
  { state }: CommerceSnapshot,
  after: CommerceSnapshot,
  next: CommerceState,
  services: readonly Service[],
): void {
  for (const service of services) {
    const { enabled, mode, production } = next[service]
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
