import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/errors.ts'
import type { BulkPlan, Picked } from '#shared/contract/promo.ts'
import { codeCount } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Emit } from '../border/events.ts'
import type { JobContext } from '../border/jobs.ts'
import type { Clock, RandomSource } from '../parts.ts'
import type { OpenSite } from '../site/open-site.ts'
import type { Sites } from '../site/sites.ts'
import type { BulkChange } from '../storage/codes-changes.sqlite.ts'
import { pickIds } from '../storage/id-chunks.ts'
import { changeMany } from './change-codes.ts'
import { createCodes } from './create-codes.ts'
import { planCreation, problemsOf } from './plan-creation.ts'
import { recipientsOf, type TakeImport } from './recipients-of.ts'

export interface PromoParts {
  readonly sites: Sites
  readonly clock: Clock
  readonly random: RandomSource
  readonly emit: Emit
  readonly takeImport: TakeImport
}

/** Promo codes: every change is planned first, then applied as one transaction and one operation. */
export function createPromo(parts: PromoParts): Handlers<JobContext>['promo'] {
  const { sites, clock, random, emit, takeImport } = parts
  const bulk = bulkHandlers(parts)

  return {
    plan: (creation) =>
      sites.use(async (site) => {
        const { recipientLimit } = await site.settings()
        const { today } = await site.time()
        const recipients = recipientsOf(creation, takeImport)
        return await planCreation(site.store.reading, creation, recipients, { today, recipientLimit })
      }),

    create: ({ creation, expect }, job) =>
      sites.use(async (site) => {
        const { recipientLimit } = await site.settings()
        const { today } = await site.time()
        const recipients = recipientsOf(creation, takeImport)
        const codes = codeCount(creation, recipients.list.length)
        const created = await site.store.writer.transaction(
          'promo.create',
          async (tx) => {
            const problems = await problemsOf(tx, creation, recipients, today)
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
        return created
      }),

    planExtend: ({ picked, expires }) => bulk.plan(picked, { kind: 'extend', expires }),
    extend: ({ picked, expires, expect }, job) =>
      bulk.apply(picked, { kind: 'extend', expires }, expect, job),
    planDelete: ({ picked }) => bulk.plan(picked, { kind: 'delete', at: clock.now() }),
    delete: ({ picked, expect }, job) => bulk.apply(picked, { kind: 'delete', at: clock.now() }, expect, job),
  }
}

function bulkHandlers({ sites, clock, emit }: PromoParts) {
  return {
    plan: (picked: Picked, change: BulkChange): Promise<BulkPlan> =>
      sites.use(async (site) => {
        await checkDate(site, change)
        const { ids, ranges } = site.resultSets.picked(picked)
        return await site.screen.run('plan', { ids, ranges, change })
      }),

    apply: (picked: Picked, change: BulkChange, expect: number, job: JobContext) =>
      sites.use(async (site) => {
        await checkDate(site, change)
        const { ids, ranges } = site.resultSets.picked(picked)
        const chosen = pickIds(new Uint32Array(ids), ranges)
        const onProgress = (done: number) => job.progress(done, chosen.length)
        const done = await site.store.writer.transaction(
          `promo.${change.kind}`,
          (tx) => changeMany(tx, { change, ids: chosen, expect, at: clock.now(), onProgress }),
          job.signal,
        )
        emit('history.onRecorded', { operationId: done.operationId, kind: `${change.kind}-codes` })
        return done
      }),
  }
}

async function checkDate(site: OpenSite, change: BulkChange): Promise<void> {
  if (change.kind !== 'extend') return
  const { today } = await site.time()
  if (change.expires < today) throw dateTooEarly(today)
}

const dateTooEarly = (today: IsoDate) =>
  new Refusal('input.invalid', { issues: [{ path: 'expires', message: `${today} or later` }] })
