import { z } from 'zod'
import type { commerceOperations, UndoableIn } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { providerIdSchema } from '#shared/domain/commerce/providers.ts'
import { type CommerceState, linked } from '#shared/domain/commerce/services-state.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { destinationSchema } from '#shared/domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import {
  dropKeptPasswords,
  findKeptPasswords,
  replaceProofs,
  type StoredPassword,
} from '#backend/storage/sqlite/commerce-accounts.ts'
import { findRevision } from '#backend/storage/sqlite/commerce-revisions.ts'
import {
  type BeforeService,
  findBefore,
  listServiceChanges,
} from '#backend/storage/sqlite/commerce-services.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { nextOperationId } from '#backend/storage/sqlite/operations.ts'
import type { UndoHandler, UndoHandlers } from '#backend/storage/undo-handler.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
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
  const before = await findBefore(tx, operationId)
  if (before.size === 0) throw new Refusal('history.not-undoable', { operationId })
  const snapshot = await readCommerceSnapshot(tx)
  const kept = await findKeptPasswords(tx, operationId)
  const next = await stateBefore(tx, snapshot, before)
  await requireUntouchedSince(tx, operationId, [...before.keys()], next)
  const order = { operationId: await nextOperationId(tx), at, put: null }
  await putBackProofs(tx, before, kept)
  await dropKeptPasswords(tx, operationId)
  const joining = linkedAgain(snapshot, next, [...before.keys()])
  if (joining) await shareProofs(tx, snapshot, joining)
  requireSoundModes(snapshot, await readCommerceSnapshot(tx), next, [...before.keys()])

  const groups = servicesByContent(snapshot, next, [...before.keys()])
  let changed = 0
  for (const services of groups) {
    const [first] = services
    const planned =
      first &&
      (await planChange(tx, snapshot, {
        next,
        services,
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
  connection: ReadConnection,
  operationId: number,
  services: readonly Service[],
  next: CommerceState,
): Promise<void> {
  const { now, step } = stateHistory(await listServiceChanges(connection))
  const left = step(operationId)?.left
  const touched = linked(next) ? SERVICES : services
  if (!left || touched.some((service) => left[service] !== now[service]))
    throw new Refusal('commerce.changed-since', {})
}

async function stateBefore(
  connection: ReadConnection,
  { state }: CommerceSnapshot,
  before: ReadonlyMap<Service, BeforeService>,
): Promise<CommerceState> {
  let next = state
  for (const [service, { enabled, mode, testRevision, productionRevision }] of before) {
    const test = testRevision === null ? undefined : await findRevision(connection, testRevision)
    const production =
      productionRevision === null ? undefined : await findRevision(connection, productionRevision)
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

const grantsSchema = z.array(
  z.object({
    service: serviceSchema,
    mode: modeSchema,
    provider: providerIdSchema,
    account: z.string(),
    scopes: z.string(),
    at: z.number(),
    // What was kept before permissions were asked for at PayPal has none.
    given_at: destinationSchema.nullable().default(null),
  }),
)

/** The logins of a service that linking had replaced. */
async function putBackProofs(
  tx: Transaction,
  before: ReadonlyMap<Service, BeforeService>,
  kept: readonly StoredPassword[],
): Promise<void> {
  for (const [service, { grants }] of before) {
    if (grants === null) continue
    const passwords = kept.filter((row) => row.service === service)
    await replaceProofs(tx, service, passwords, grantsSchema.parse(JSON.parse(grants)))
  }
}

/** Services that are linked again log in to PayPal alike, as linking makes them. */
async function shareProofs(
  tx: Transaction,
  { passwords, grants }: CommerceSnapshot,
  joining: Service,
): Promise<void> {
  const ofOther = (row: { service: Service }) => row.service === otherService(joining)
  await replaceProofs(tx, joining, passwords.filter(ofOther), grants.filter(ofOther))
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
