import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { paymentsReader } from '#backend/storage/sql/payments.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const before = migrations.filter(({ number }) => number < 210)
const open = (steps: typeof migrations) =>
  openStore({ folder, clock: testClock(), log: testLog(), migrations: steps })

async function withSite<T>(work: (connection: OwnedConnection) => T | Promise<T>): Promise<T> {
  const path = join(folder, 'site.sqlite')
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  try {
    return await work(connection)
  } finally {
    connection.close()
  }
}

/** A payment by card, one that a code covers whole and that a card was typed for, and one that nobody knows of. */
const PAYMENTS = `
  INSERT INTO operation (id, kind, at, details) VALUES (1, 'update-commerce', 1700000000000, '{}');
  INSERT INTO commerce_revision VALUES (1, 1, 1700000000000, 1, 0, 'test', 'update', '[]', NULL, '{}', NULL);
  INSERT INTO payment VALUES
    (1, 'request-1', 'REFERENCE001', 1700000000000, 'events', 'test', 1, 'payflow-pro', 'simulator', 'card', 'visa', '1111',
      'programs', 'Årsoppgjør – «Ærlig»', 12000, 3000, 9000, 'USD', 7, 'VAAR-25', 'completed', 0, 0, NULL, NULL, 'A1', 'C1'),
    (5, 'request-5', 'REFERENCE005', 1700000000001, 'events', 'test', 1, 'payflow-pro', 'simulator', 'card', 'visa', '1111',
      'programs', 'Gratis', 12000, 12000, 0, 'USD', 7, 'VAAR-25', 'completed', 0, 0, NULL, NULL, NULL, NULL),
    (9, 'request-9', 'REFERENCE009', 1700000000002, 'events', 'test', 1, 'express-checkout-us', 'sandbox', 'express', NULL, NULL,
      'programs', 'Uavklart', 12000, 0, 12000, 'USD', 8, 'VAAR-26', 'unknown', 1, 1, 'EC-1', 1700000900000, NULL, NULL);
  INSERT INTO payment_step VALUES
    (1, 1, 'authorize', 'done', NULL, '[{"name":"RESULT","value":"0"}]', 1700000000000, 620, 'a'),
    (1, 2, 'capture', 'done', NULL, '[]', 1700000000700, 480, 'b'),
    (9, 1, 'sale', 'unknown', 'held-for-review', '[]', 1700000000000, NULL, 'c');
  INSERT INTO redemption VALUES (1, 7, 1700000001000, 'test', NULL), (5, 7, 1700000001000, 'test', 1700000002000);`

it('keeps every payment, its steps and its redemption, and pays with nothing what costs nothing', async () => {
  await (await open(before)).close()
  const tables = ['payment', 'payment_step', 'redemption']
  const rows = ({ database }: OwnedConnection) =>
    tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all() as object[])
  const old = await withSite((connection) => {
    connection.database.exec(PAYMENTS)
    return rows(connection)
  })
  await (await open(migrations)).close()

  await withSite(async (connection) => {
    const [payments = [], ...others] = rows(connection)
    const nothing = { paid_with: 'free', card_brand: null, card_last_four: null }
    expect(payments).toEqual(
      old[0]?.map((row, i) => ({ ...row, ...(i === 1 ? nothing : {}), pending_reason: null })),
    )
    expect(others).toEqual(old.slice(1))
    const { database } = connection
    expect(database.pragma('foreign_key_check')).toEqual([])
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    // What points at the tables points at those that took their place.
    expect(() => database.exec(`DELETE FROM payment WHERE id = 1`)).toThrow(/FOREIGN KEY/)
    database.exec(
      `UPDATE payment SET state = 'under-review', pending_reason = '126' WHERE id = 9;
       UPDATE payment_step SET state = 'pending' WHERE payment_id = 9`,
    )
    expect(() => database.exec(`UPDATE payment SET paid_with = 'card' WHERE id = 5`)).toThrow(/CHECK/)
    const read = paymentsReader(connection)
    expect(await read.open()).toEqual([9])
    expect(await read.find(9)).toMatchObject({
      state: 'under-review',
      pendingReason: '126',
      steps: [{ state: 'pending' }],
    })
  })
})
