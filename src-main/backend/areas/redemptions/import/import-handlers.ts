import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Handlers } from '#shared/contract/index.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { OrderChoices, OrderImport } from '#shared/contract/redemptions.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { codeKey, typedCode } from '#shared/domain/promo-code.ts'
import type { Language } from '#shared/languages/languages.ts'
import { slashOrder } from '#shared/wording/typed-date.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { isBlank, readTable, type TableRow, type WorkbookReader } from '#backend/areas/tables/tables.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import { findOrderColumns, type FoundOrderColumns } from './find-order-columns.ts'
import {
  afterImport,
  countsOf,
  type HeldOrderImport,
  isSameState,
  placesIn,
  type PlannedOn,
  rowAt,
} from './held-order-import.ts'
import { codesNamed, lookUpOrders } from './look-up-orders.ts'
import { type OrderPlan, planOrders } from './plan-orders.ts'
import { dayText, timeReader } from './read-cells.ts'
import { orderRowReader, type ReadOrderRow } from './read-order-rows.ts'
import { usualCurrency } from './usual-currency.ts'
import { writeRejectedOrders } from './write-rejected-orders.ts'

export interface ImportDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly emit: Emit
  readonly workbooks: WorkbookReader
}

type ImportHandlers = Pick<Handlers<JobContext>['redemptions'], 'read' | 'rows' | 'import' | 'saveRejected'>

/** Older imports than these are forgotten; a person has one in hand. */
const KEPT = 5
/** So many rows show which column has codes. */
const SAMPLE_ROWS = 500
/** So many rows are read in some milliseconds; calls and a cancel get through between. */
const READ_AT_ONCE = 2500
/** So many orders are written in some 100 ms, in the writer's thread; a code in several of them is counted once. */
const WRITTEN_AT_ONCE = 10_000

/** Orders from the site's files: read, looked at, and counted as one operation. */
export function importHandlers(parts: ImportDependencies): ImportHandlers {
  const { sites, files, clock, random, log, emit, workbooks } = parts
  const imports = new Map<string, HeldOrderImport>()

  const heldAs = (importId: string): HeldOrderImport => {
    const held = imports.get(importId)
    if (!held) throw new Refusal('redemptions.import-unknown', {})
    return held
  }
  const keep = (held: HeldOrderImport): string => {
    const importId = Buffer.from(random.bytes(12)).toString('hex')
    imports.set(importId, held)
    for (const oldest of [...imports.keys()].slice(0, -KEPT)) imports.delete(oldest)
    return importId
  }

  return {
    read: ({ file: token, choices = {}, language }, job) =>
      sites.use(async (site) => {
        const started = clock.now()
        const file = files.reading(token)
        const source = await readTable(file, choices, {
          workbooks,
          signal: job.signal,
          jsonLines: true,
        })
        const isCode = await codeLookUp(site, source.table.slice(0, SAMPLE_ROWS))
        const found = findOrderColumns(source.table, source.width, choices, isCode)
        const read = await readRows(site, found, choices, { language, signal: job.signal })
        // Asked first: what changes meanwhile makes another plan necessary.
        const plannedOn = await plannedOnSite(site.id, site.storage)
        const plan = await planOf(site.storage, read)
        const { encoding, delimiter, unreadable, sheet, sheets, format } = source
        const reading: OrderImport['reading'] = {
          ...{ encoding, delimiter, sheet, sheets, format, headerRow: found.headerRow },
          ...(unreadable !== undefined && { unreadable }),
          headings: [...found.headings],
          columns: found.columns,
          missing: [...found.missing],
        }
        const ref = { token, name: file.name, bytes: file.bytes }
        const held = { file: ref, reading, read, plan, plannedOn }
        const counts = countsOf(plan)
        job.progress(counts.rows, counts.rows)
        log.info('redemptions.read', {
          format,
          counted: counts.counted,
          bad: counts.bad,
          ms: clock.now() - started,
        })
        return { importId: keep(held), file: held.file, reading, counts }
      }),

    rows: async ({ importId, tab, offset, limit }) => {
      const held = heldAs(importId)
      const places = placesIn(held, tab)
      return {
        total: places.length,
        rows: places.slice(offset, offset + limit).map((place) => rowAt(held, place)),
      }
    },

    import: ({ importId, expect }, job) =>
      sites.use(async (site) => {
        const held = heldAs(importId)
        if (held.reading.missing.length > 0)
          throw new Refusal('redemptions.columns-missing', { columns: held.reading.missing })
        const at = clock.now()
        const done = await site.storage.transaction(
          'redemptions.import',
          (tx) => importOrders(tx, held, { site: site.id, expect, at, onProgress: job.progress }),
          job.signal,
        )
        emit('history.onRecorded', { operationId: done.operationId, kind: 'import-redemptions' })
        held.plan = afterImport(held.plan)
        files.done(held.file.token)
        return done
      }),

    saveRejected: ({ importId, target, language }, job) => {
      const held = heldAs(importId)
      const rows = placesIn(held, 'bad').map((place) => rowAt(held, place))
      return writeRejectedOrders(rows, files.writing(target), language, job)
    },
  }
}

const plannedOnSite = async (
  site: string,
  { redemptions, operations }: Pick<Readers, 'redemptions' | 'operations'>,
): Promise<PlannedOn> => ({
  site,
  change: await redemptions.lastChange(),
  operation: await operations.nextId(),
})

const planOf = async (
  { redemptions }: Pick<Readers, 'redemptions'>,
  read: readonly ReadOrderRow[],
): Promise<OrderPlan> => planOrders(read, await lookUpOrders(redemptions, read))

/** Whether a cell of the first rows is one of the site's codes. */
async function codeLookUp(
  { storage }: OpenSite,
  rows: readonly TableRow[],
): Promise<(text: string) => boolean> {
  const texts = rows.flatMap(({ cells }) => cells.map((cell) => codeKey(typedCode(cell))))
  const short = new Set(texts.filter((text) => text !== '' && text.length <= 100))
  const codes = await codesNamed(storage.redemptions, short)
  return (text) => codes.has(codeKey(typedCode(text)))
}

async function readRows(
  site: OpenSite,
  found: FoundOrderColumns,
  { currency, slashedFirst }: OrderChoices,
  { language, signal }: { language: Language; signal: AbortSignal },
): Promise<ReadOrderRow[]> {
  const { timeZone, today } = await site.time()
  const days = new Set(found.body.map(({ cells }) => dayText(cells[found.columns.time] ?? '')))
  const first = slashedFirst ?? slashOrder(days, language, today).first
  const usual = currency ?? (await usualCurrency(site.storage))
  const readRow = orderRowReader(found, timeReader({ timeZone, today, slashedFirst: first }), usual)
  const filled = found.body.filter(({ cells }) => !cells.every(isBlank))
  const read: ReadOrderRow[] = []
  for (const row of filled) {
    read.push(readRow(row))
    if (read.length % READ_AT_ONCE !== 0) continue
    await yieldToEventLoop()
    if (signal.aborted) throw new Refusal('job.cancelled', {})
  }
  return read
}

interface ImportOrder {
  readonly site: string
  readonly expect: { readonly counted: number; readonly returned: number }
  readonly at: number
  onProgress(done: number, total: number): void
}

/** Counts what the plan says, which is made again where the site has changed. @throws Refusal 'plan.moved', 'redemptions.nothing-new' */
async function importOrders(
  tx: Transaction,
  { file, read, plan: planned, plannedOn }: HeldOrderImport,
  { site, expect, at, onProgress }: ImportOrder,
): Promise<{ operationId: number; counts: OrderImport['counts'] }> {
  const isUnchanged = isSameState(plannedOn, await plannedOnSite(site, tx))
  const plan = isUnchanged ? planned : await planOf(tx, read)
  const counts = countsOf(plan)
  const { counted, returned, known, bad } = counts
  const now = counted + returned
  if (counted !== expect.counted || returned !== expect.returned)
    throw new Refusal('plan.moved', { planned: expect.counted + expect.returned, now, of: 'orders' })
  if (now === 0) throw new Refusal('redemptions.nothing-new', {})
  const details: OperationDetails = {
    kind: 'import-redemptions',
    file: file.name,
    counted,
    returned,
    known,
    bad,
  }
  const operationId = await tx.operations.record({ at, details })
  // What is given back first makes room for what is sold.
  for (let done = 0; done < plan.returns.length; done += WRITTEN_AT_ONCE)
    await tx.redemptions.giveBack(plan.returns.slice(done, done + WRITTEN_AT_ONCE), operationId)
  for (let done = 0; done < plan.added.length; done += WRITTEN_AT_ONCE) {
    await tx.redemptions.addOrders(plan.added.slice(done, done + WRITTEN_AT_ONCE), operationId)
    onProgress(Math.min(plan.added.length, done + WRITTEN_AT_ONCE), plan.added.length)
  }
  return { operationId, counts }
}
