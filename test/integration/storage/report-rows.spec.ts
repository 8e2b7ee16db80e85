import { expect, it } from 'vitest'
import type { Order } from '#shared/contract/report.ts'
import type { RowOptions } from '#backend/storage/report.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import { createDice } from '../../support/hostile/dice.ts'
import { change, CODES, fillSite, TIME } from '../../support/mail/stored-mail.ts'
import { inEveryEngine, type TestStorage } from '../../support/storages.ts'

const STEPS = 40

/** Codes with messages, with names that need an escape, and with a note. */
async function fill(storage: TestStorage): Promise<void> {
  const dice = createDice(1)
  await fillSite(storage, dice)
  for (let step = 0; step < STEPS; step += 1) await change(storage, dice, 1000 + step)
  const note = String.raw`one \N` + '\r\ntwo\t\\'
  await storage.run(`UPDATE promo_code SET note = '${note}', valid_from = '2026-12-01' WHERE id % 2 = 0`)
}

async function exported(storage: TestStorage, picked: PickedRows, options?: RowOptions) {
  const snapshot = await storage.openSnapshot()
  try {
    const rows = []
    for await (const block of snapshot.reportRows(picked, TIME, options)) rows.push(...block)
    return rows
  } finally {
    await snapshot.close()
  }
}

it('exports the rows that are shown, in every engine', async () => {
  const found = await inEveryEngine(async (storage) => {
    await fill(storage)
    const order: Order = [{ column: 'recipient', descending: true }]
    const set = await storage.report.open({}, order, TIME)
    const picked: PickedRows = {
      set,
      ranges: [
        [1, 9],
        [12, CODES],
      ],
    }
    const [shown, plain] = [
      await storage.report.rows(picked, TIME),
      await storage.report.rows(picked, TIME, { messages: false }),
    ]
    expect(await exported(storage, picked)).toEqual(shown)
    expect(await exported(storage, picked, { messages: false })).toEqual(plain)
    return shown
  })
  const expected = found.get('SQLite')
  expect(expected?.some((row) => row?.message)).toBe(true)
  for (const [engine, rows] of found) expect(rows, engine).toEqual(expected)
})

it('leaves out what is gone, and what was stored after the snapshot was opened', async () => {
  await inEveryEngine(async (storage) => {
    await fillSite(storage, createDice(1))
    const set = await storage.report.open({}, [], TIME)
    await storage.run('DELETE FROM promo_code WHERE id = 3')
    const snapshot = await storage.openSnapshot()
    await storage.run(`UPDATE promo_code SET code = 'LATER' WHERE id = 4`)
    const codes = []
    for await (const rows of snapshot.reportRows({ set, ranges: [[1, 4]] }, TIME))
      codes.push(...rows.map(({ code }) => code))
    expect(codes).toEqual(['CODE2', 'CODE4'])
    await snapshot.close()
  })
})

it('gives many rows a block at a time, and reads no further than it is asked', async () => {
  await inEveryEngine(async (storage) => {
    await fillSite(storage, createDice(1))
    const { count, bytes, content } = await storage.report.open({}, [], TIME)
    const ids = new Uint32Array(content as SharedArrayBuffer)
    const many = 4500
    const shared = new SharedArrayBuffer(many * 4)
    new Uint32Array(shared).forEach((_, i, all) => (all[i] = ids[i % count] ?? 0))
    const picked: PickedRows = {
      set: { count: many, bytes: (bytes / count) * many, content: shared },
      ranges: [[0, many]],
    }
    const snapshot = await storage.openSnapshot()
    const sizes = []
    for await (const rows of snapshot.reportRows(picked, TIME)) sizes.push(rows.length)
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(many)
    for await (const rows of snapshot.reportRows(picked, TIME)) {
      expect(rows.map(({ id }) => id)).toEqual([...new Uint32Array(shared).subarray(0, sizes[0])])
      break
    }
    expect(await snapshot.readers.report.rows({ ...picked, ranges: [[0, 1]] }, TIME)).toHaveLength(1)
    await snapshot.close()
  })
})
