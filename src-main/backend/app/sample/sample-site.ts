import { DEFAULT_SETTINGS } from '#shared/contract/site-settings.ts'
import { addDays, dayIn, startOfDay } from '#shared/domain/dates.ts'
import { countOf, everything } from '#shared/domain/selection.ts'
import { undoOperation } from '#backend/areas/history/history.ts'
import { changeMany, createCodes } from '#backend/areas/promo/promo.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { BulkChange } from '#backend/storage/codes.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { SampleOperation } from './sample-operation.ts'
import { SAMPLE_BATCHES, type SampleBatch } from './sample-batches.ts'
import { commerceOperations } from './sample-commerce.ts'
import { sampleMail } from './sample-mail.ts'
import { sampleCompanies, samplePeople } from './sample-people.ts'
import { type RedeemedBatch, sampleRedemptions } from './sample-redemptions.ts'
import { sampleTests } from './sample-tests.ts'
import { seeded, type Seeded } from './seeded.ts'

const TIME_ZONE = 'Europe/Oslo'
const SEED = 20_261
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const nobodyWatches = () => undefined

/**
 * Fills a new database with a made-up site for a first look: what happened there happened through the same functions
 * as on a real one, so its history can be undone as usual.
 */
export async function fillSample(tx: Transaction, now: number): Promise<void> {
  await writeSiteSettings(tx.settings, {
    ...DEFAULT_SETTINGS,
    name: 'Fjordkurs',
    timeZone: TIME_ZONE,
    timeZoneConfirmed: true,
  })
  const random = seeded(SEED)
  const today = dayIn(TIME_ZONE, now)
  const batchIds = new Map<string, number>()
  const creations = SAMPLE_BATCHES.map((batch): SampleOperation => ({
    daysAgo: batch.createdDaysAgo,
    act: async (at) =>
      batchIds.set(
        batch.batchName,
        await createBatch(tx, random, batch, at, addDays(today, batch.expiresInDays)),
      ),
  }))
  const ofBatch = (name: string) => tx.codes.ofBatch(batchIds.get(name) ?? 0)
  const pick: PickCodes = async (name, from, to) => ({ set: await ofBatch(name), ranges: [[from, to]] })
  const live: { at: number; revision: number }[] = []
  const operations = [
    ...commerceOperations(tx, (at, revision) => void live.push({ at, revision })),
    ...sampleTests(tx, seeded(SEED + 1), TIME_ZONE),
    ...creations,
    ...sampleMail(tx, seeded(SEED + 2), pick, TIME_ZONE),
    ...laterOperations(tx, pick, (days) => addDays(today, days)),
  ]
  const onDay = new Map<number, number>()
  for (const { daysAgo, act } of operations.sort((one, other) => other.daysAgo - one.daysAgo)) {
    const nth = onDay.get(daysAgo) ?? 0
    onDay.set(daysAgo, nth + 1)
    await act(Date.parse(startOfDay(TIME_ZONE, addDays(today, -daysAgo))) + timeOfDay(daysAgo, nth))
  }
  const batches: RedeemedBatch[] = []
  for (const batch of SAMPLE_BATCHES) {
    const set = await ofBatch(batch.batchName)
    const picked = { set, ranges: everything(set.count) }
    const rows = await tx.report.rows(picked, { today, timeZone: TIME_ZONE }, { messages: false })
    batches.push({ batch, codes: rows.filter((row) => row !== null) })
  }
  await tx.payments.addRedeemed(
    sampleRedemptions(seeded(SEED + 3), batches, { timeZone: TIME_ZONE, now, live }),
  )
}

/** Some time in office hours; what is done later on the same day is done a little later. */
const timeOfDay = (daysAgo: number, nth: number): number =>
  (8 + (daysAgo % 6)) * HOUR + (((daysAgo * 17) % 60) + nth * 13) * MINUTE

/** Codes of a batch by their positions in it. */
type PickCodes = (batch: string, from: number, to: number) => Promise<PickedRows>

/** What was done with the codes afterwards. */
function laterOperations(
  tx: Transaction,
  pick: PickCodes,
  day: (inDays: number) => ReturnType<typeof addDays>,
): SampleOperation[] {
  const record = (at: number, details: OperationDetails) => tx.operations.record({ at, details })
  const change = (at: number, picked: PickedRows, change: BulkChange) =>
    changeMany(tx, { change, picked, expect: countOf(picked.ranges), at, onProgress: nobodyWatches })
  const remove = (at: number, picked: PickedRows) => change(at, picked, { kind: 'delete', at })
  const removeOf = async (at: number, name: string) => {
    const [from, to] = SAMPLE_BATCHES.find(({ batchName }) => batchName === name)?.deleted ?? [0, 0]
    return await remove(at, await pick(name, from, to))
  }

  return [
    {
      daysAgo: 204,
      act: (at) =>
        record(at, {
          kind: 'change-settings',
          changes: [{ field: 'name', before: 'Fjordkurs AS', after: 'Fjordkurs' }],
        }),
    },
    { daysAgo: 110, act: (at) => removeOf(at, 'Vårkurs – deltakere') },
    {
      daysAgo: 30,
      async act(at) {
        const picked = await pick('Opptak for medlemmer', 0, 140)
        await change(at, picked, { kind: 'extend', to: { kind: 'date', expires: day(61) } })
      },
    },
    { daysAgo: 14, act: (at) => record(at, { kind: 'export-report', format: 'xlsx', rows: 1028 }) },
    {
      daysAgo: 5,
      async act(at) {
        const { operationId } = await remove(at, await pick('Frivillige og foredragsholdere', 40, 52))
        await undoOperation(tx, { operationId, at: at + 4 * MINUTE, onProgress: nobodyWatches })
      },
    },
    { daysAgo: 1, act: (at) => removeOf(at, 'Nye kunder') },
    { daysAgo: 1, act: (at) => removeOf(at, 'Erstatning for avlyst kurs') },
  ]
}

async function createBatch(
  tx: Transaction,
  random: Seeded,
  batch: SampleBatch,
  at: number,
  expires: ReturnType<typeof addDays>,
): Promise<number> {
  const recipients = (batch.companies ? sampleCompanies : samplePeople)(random, batch.recipients)
  const { service, appliesTo, usage, discount, batchName } = batch
  const created = await createCodes(tx, {
    creation: {
      service,
      appliesTo,
      usage,
      discount,
      batchName,
      expires,
      recipients: { kind: 'file', importId: 'sample' },
      codeType: { kind: 'generated', perRecipient: 1, length: 10 },
    },
    recipients,
    batchSize: DEFAULT_SETTINGS.recipientLimit,
    at,
    random,
    onProgress: nobodyWatches,
  })
  return created.batchIds[0] ?? 0
}
