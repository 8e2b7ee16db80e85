import type { Handlers } from '#shared/contract/index.ts'
import type { OperationKind } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BulkDone, BulkPlan, Picked } from '#shared/contract/promo.ts'
import { codeCount } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, RandomSource } from '#backend/kernel/dependencies.ts'
import { readCommerceSnapshot, soldCurrency } from '#backend/areas/commerce/commerce.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { BulkChange } from '#backend/storage/codes.ts'
import { changeMany } from './change-codes.ts'
import { createCodes } from './create-codes.ts'
import { editCells } from './edit-codes.ts'
import { planCreation, problemsOf } from './plan-creation.ts'
import { planEdits } from './plan-edits.ts'
import { termsOfBatch } from './terms-of-batch.ts'
import { withoutTaken } from './taken-codes.ts'
import { recipientsOf, type TakeImport } from './recipients-of.ts'

export { changeMany } from './change-codes.ts'
export { createCodes } from './create-codes.ts'
export type { Recipient } from './recipients-of.ts'

export interface PromoDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly random: RandomSource
  readonly emit: Emit
  readonly takeImport: TakeImport
  /** Takes note that codes were created from an import. */
  importUsed(importId: string): void
}

/** Promo codes: every change is planned first, then applied as one transaction and one operation. */
export function createPromo(parts: PromoDependencies): Handlers<JobContext>['promo'] {
  const { sites, clock, random, emit, takeImport } = parts
  const bulk = bulkHandlers(parts)

  return {
    plan: (creation) =>
      sites.use(async (site) => {
        const { recipientLimit } = await site.settings()
        const { today } = await site.time()
        const recipients = recipientsOf(creation, takeImport)
        const sells = soldCurrency(await readCommerceSnapshot(site.storage), creation.service)
        return await planCreation(site.storage.codes, creation, recipients, { today, recipientLimit, sells })
      }),

    create: ({ creation, expect }, job) =>
      sites.use(async (site) => {
        const { recipientLimit } = await site.settings()
        const { today } = await site.time()
        const given = recipientsOf(creation, takeImport)
        const created = await site.storage.transaction(
          'promo.create',
          async (tx) => {
            const recipients = await withoutTaken(tx.codes, creation, given, today)
            const { list, isNobody } = recipients
            const codes = codeCount(creation, list.length)
            const problems = await problemsOf(tx.codes, creation, recipients, today)
            if (problems.length > 0)
              throw new Refusal('promo.refused', { problems: problems.map(({ code }) => code) })
            if (codes !== expect.codes) throw new Refusal('plan.moved', { planned: expect.codes, now: codes })
            return await createCodes(tx, {
              creation,
              recipients: list,
              isNobody,
              batchSize: isNobody ? Math.max(1, list.length) : recipientLimit,
              at: clock.now(),
              random,
              onProgress: (done) => job.progress(done, codes),
            })
          },
          job.signal,
        )
        emit('history.onRecorded', { operationId: created.operationId, kind: 'create-codes' })
        if (creation.recipients.kind === 'file') parts.importUsed(creation.recipients.importId)
        return created
      }),

    termsOf: ({ batch }) => sites.use((site) => termsOfBatch(site.storage.codes, batch)),

    planExtend: ({ picked, to }) => bulk.plan(picked, { kind: 'extend', to }),
    extend: ({ picked, to, expect }, job) => bulk.apply(picked, { kind: 'extend', to }, expect, job),
    planDelete: ({ picked }) => bulk.plan(picked, { kind: 'delete', at: clock.now() }),
    delete: ({ picked, expect }, job) => bulk.apply(picked, { kind: 'delete', at: clock.now() }, expect, job),
    planRestore: ({ picked }) => bulk.plan(picked, 'restore'),
    restore: ({ picked, expect }, job) => bulk.apply(picked, 'restore', expect, job),
    planChangeTerms: ({ picked, change }) => bulk.plan(picked, { kind: 'terms', change }),
    changeTerms: ({ picked, change, expect }, job) =>
      bulk.apply(picked, { kind: 'terms', change }, expect, job),
    planEdit: ({ resultSet, ...asked }) =>
      sites.use(async (site) => {
        const set = site.resultSets.get(resultSet)
        const { today } = await site.time()
        return await planEdits(site.storage, { set, today, ...asked })
      }),
    edit: ({ resultSet, ...asked }, job) =>
      sites.use(async (site) => {
        const set = site.resultSets.get(resultSet)
        const { today } = await site.time()
        const order = { set, today, at: clock.now(), onProgress: job.progress, ...asked }
        const done = await site.storage.transaction('promo.edit', (tx) => editCells(tx, order), job.signal)
        emit('history.onRecorded', { operationId: done.operationId, kind: 'edit-codes' })
        return done
      }),
  }
}

/** A restoration is for the site's day, which only the site knows. */
type ChangeRequest = Exclude<BulkChange, { kind: 'restore' }> | 'restore'

function bulkHandlers({ sites, clock, emit }: PromoDependencies) {
  return {
    plan: (picked: Picked, request: ChangeRequest): Promise<BulkPlan> =>
      sites.use(async (site) => {
        const rows = site.resultSets.picked(picked)
        const { today } = await site.time()
        return await site.storage.codes.planChange(rows, changeOn(today, request), today)
      }),

    apply: (picked: Picked, request: ChangeRequest, expect: number, job: JobContext): Promise<BulkDone> =>
      sites.use(async (site) => {
        const rows = site.resultSets.picked(picked)
        const { today } = await site.time()
        const change = changeOn(today, request)
        const at = change.kind === 'delete' ? change.at : clock.now()
        const order = { picked: rows, change, expect, at, onProgress: job.progress }
        const done = await site.storage.transaction(
          `promo.${change.kind}`,
          (tx) => changeMany(tx, order),
          job.signal,
        )
        emit('history.onRecorded', { operationId: done.operationId, kind: KINDS[change.kind] })
        return done
      }),
  }
}

const KINDS = {
  extend: 'extend-codes',
  delete: 'delete-codes',
  restore: 'restore-codes',
  terms: 'change-terms',
} as const satisfies Record<BulkChange['kind'], OperationKind>

/** @throws Refusal 'input.invalid' for an expiry date that has passed */
function changeOn(today: IsoDate, request: ChangeRequest): BulkChange {
  if (request === 'restore') return { kind: 'restore', today }
  if (request.kind === 'extend' && request.to.kind === 'date' && request.to.expires < today)
    throw dateTooEarly('to.expires', today)
  if (request.kind === 'terms' && request.change.term === 'expires' && request.change.expires < today)
    throw dateTooEarly('change.expires', today)
  return request
}

const dateTooEarly = (path: string, today: IsoDate) =>
  new Refusal('input.invalid', { issues: [{ path, message: `${today} or later` }] })
