import type { ChangedSettings } from '#shared/contract/commerce.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Site } from '#shared/contract/site.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { PutSecret, SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import {
  applyChange,
  type GrantsBefore,
  type PlannedChange,
  planChange,
  type ChangeRequest,
} from './change.ts'
import { describeService, readCommerceSnapshot, type CommerceSnapshot } from './commerce-snapshot.ts'

export interface CommerceDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly emit: Emit
  readonly box: SecretBox
}

/** What a handler decides once it sees the current state, inside the transaction. */
export interface Decision {
  readonly request: ChangeRequest
  details(planned: PlannedChange): OperationDetails
  /** The permissions that a service had, where `also` replaces them. */
  readonly grantsBefore?: GrantsBefore
  /** Written beside the settings, as part of the same operation. */
  also?(tx: Transaction, operationId: number): Promise<void>
}

/**
 * Decides on the current state, inside the transaction; null when nothing is to change. `at` is the operation's time.
 * @throws Refusal when the current state forbids it
 */
export type Decide = (tx: Transaction, snapshot: CommerceSnapshot, at: number) => Promise<Decision | null>

interface Done {
  readonly operationId: number
  readonly details: OperationDetails
  readonly planned: PlannedChange
}

/**
 * Every change of e-commerce goes this way: one transaction and one operation, or nothing. What is decided is decided
 * on the current state, inside the transaction. Answers with the settings of `service` and the operation's number.
 */
export async function perform(
  parts: CommerceDependencies,
  service: Service,
  decide: Decide,
  { needsBox = false }: { needsBox?: boolean } = {},
): Promise<ChangedSettings> {
  const { sites, box, clock } = parts
  return await sites.use(async (site) => {
    // Described inside the transaction: what others change right after it is not part of the answer.
    const write = (put: PutSecret | null) =>
      site.storage.transaction('commerce.change', async (tx) => ({
        done: await carryOut(tx, clock.now(), decide, put),
        settings: describeService(await readCommerceSnapshot(tx), service),
        described: await site.describe(tx),
      }))
    const { done, settings, described } = needsBox ? await box.putting(site, write) : await write(null)
    if (done) emitChanges(parts, described, done)
    if (done && needsBox) parts.emit('secrets.onChanged', await box.state(site))
    return { ...settings, operationId: done?.operationId ?? null }
  })
}

/** One change as one operation, inside a transaction. `put` is null where no password was typed. */
export async function carryOut(
  tx: Transaction,
  at: number,
  decide: Decide,
  put: PutSecret | null = null,
): Promise<Done | null> {
  const snapshot = await readCommerceSnapshot(tx)
  const decision = await decide(tx, snapshot, at)
  const planned = decision && (await planChange(tx, snapshot, decision.request))
  if (!decision || !planned) return null
  const details = decision.details(planned)
  const operationId = await tx.operations.record({ at, details })
  const grantsBefore = decision.grantsBefore
  await applyChange(tx, snapshot, planned, { operationId, at, put, ...(grantsBefore && { grantsBefore }) })
  await decision.also?.(tx, operationId)
  return { operationId, details, planned }
}

function emitChanges(
  { emit }: CommerceDependencies,
  described: Site,
  { operationId, details, planned }: Done,
): void {
  emit('history.onRecorded', { operationId, kind: details.kind })
  emit('commerce.onChanged', { services: [...planned.services], revision: planned.revision })
  emit('site.onChanged', described)
}
