import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (steps: typeof migrations) =>
  openStore({ folder, clock: testClock(), log: testLog(), migrations: steps })

it('adds orders of the site’s shop, an order once unless its import was undone, and leaves redemptions', async () => {
  await (await open(migrations.filter(({ number }) => number < 230))).close()
  const path = join(folder, 'site.sqlite')
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  connection.database.exec(`
    INSERT INTO operation (id, kind, at, details) VALUES (1, 'update-commerce', 1700000000000, '{}');
    INSERT INTO commerce_revision VALUES (1, 1, 1700000000000, 1, 0, 'test', 'update', '[]', NULL, '{}', NULL);
    INSERT INTO payment VALUES (1, 'request-1', 'REFERENCE001', 1700000000000, 'events', 'test', 1, 'payflow-pro', 'simulator',
      'free', NULL, NULL, 'programs', 'Gratis', 100, 100, 0, 'USD', 7, 'VAAR', 'completed', 0, 0, NULL, NULL, NULL, NULL, NULL);
    INSERT INTO redemption VALUES (1, 7, 1700000001000, 'test', NULL);`)
  connection.close()
  const store = await open(migrations)
  await store.close()

  const { database, close } = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  expect(database.prepare('SELECT count(*) FROM redemption').pluck().get()).toBe(1)
  const insert = database.prepare(`INSERT INTO site_order
    (order_id, code_id, code, at, pay, currency, operation_id, withdrawn, change) VALUES ('A-1', 7, 'VAAR', 1, 1, 'USD', ?, ?, ?)`)
  insert.run(1, 1, 1)
  insert.run(null, 0, 2)
  expect(() => insert.run(null, 0, 3)).toThrow(/UNIQUE/)
  expect(() => insert.run(null, 1, 3)).toThrow(/CHECK/)
  close()
})
