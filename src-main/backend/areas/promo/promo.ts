import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BulkDone, BulkPlan, Picked } from '#shared/contract/promo.ts'
import { codeCount } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, RandomSource } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { BulkChange } from '#backend/storage/codes.ts'
import { changeMany } from './change-codes.ts'
import { createCodes } from './create-codes.ts'
import { editCells } from './edit-codes.ts'
import { planCreation, problemsOf } from './plan-creation.ts'
import { planEdits } from './plan-edits.ts'
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
        return await planCreation(site.storage.codes, creation, recipients, { today, recipientLimit })
      }),

    create: ({ creation, expect }, job) =>
      sites.use(async (site) => {
        const { recipientLimit } = await site.settings()
        const { today } = await site.time()
        const recipients = recipientsOf(creation, takeImport)
        const codes = codeCount(creation, recipients.list.length)
        const created = await site.storage.transaction(
          'promo.create',
          async (tx) => {
            const problems = await problemsOf(tx.codes, creation, recipients, today)
            if (problems.length > 0)
              throw new Refusal('promo.refused', { problems: problems.map(({ code }) => code) })
            if (codes !== expect.codes) throw new Refusal('plan.moved', { planned: expect.codes, now: codes })
            return await createCodes(tx, {
              creation,
              recipients: recipients.list,
              batchSize: recipientLimit,
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

    planExtend: ({ picked, to }) => bulk.plan(picked, { kind: 'extend', to }),
    extend: ({ picked, to, expect }, job) => bulk.apply(picked, { kind: 'extend', to }, expect, job),
    planDelete: ({ picked }) => bulk.plan(picked, { kind: 'delete', at: clock.now() }),
    delete: ({ picked, expect }, job) => bulk.apply(picked, { kind: 'delete', at: clock.now() }, expect, job),
    planRestore: ({ picked }) => bulk.plan(picked, 'restore'),
    restore: ({ picked, expect }, job) => bulk.apply(picked, 'restore', expect, job),
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
        emit('history.onRecorded', { operationId: done.operationId, kind: `${change.kind}-codes` })
        return done
      }),
  }
}

/** @throws Refusal 'input.invalid' for an extension to a day that has passed */
function changeOn(today: IsoDate, request: ChangeRequest): BulkChange {
  if (request === 'restore') return { kind: 'restore', today }
  if (request.kind === 'extend' && request.to.kind === 'date' && request.to.expires < today)
    throw dateTooEarly(today)
  return request
}

const dateTooEarly = (today: IsoDate) =>
  new Refusal('input.invalid', { issues: [{ path: 'to.expires', message: `${today} or later` }] })
