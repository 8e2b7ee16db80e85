import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { operationsReader } from '#backend/storage/sqlite/operations.ts'
import { paypalReader } from '#backend/storage/sql/paypal-accounts.ts'
import { testLog } from '../../support/parts.ts'
import { openUntil } from '../../support/open-until.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (until: number) => openUntil(folder, until)

const skipped = [{ reason: 'deleted', count: 2, examples: ['Å-1', '“leave”'] }]
const payment = {
  service: 'events',
  payment: 7,
  state: 'completed',
  pay: 1250,
  currency: 'USD',
  code: 'leave',
}

/** What the previous version stored, and what is read from it now. */
const CASES = [
  {
    before: { kind: 'extend-codes', to: { kind: 'days', days: 30 }, changed: 3, leave: skipped },
    after: { kind: 'extend-codes', to: { kind: 'days', days: 30 }, changed: 3, skipped },
  },
  {
    before: { kind: 'delete-codes', changed: 1, leave: [] },
    after: { kind: 'delete-codes', changed: 1, skipped: [] },
  },
  {
    before: { kind: 'restore-codes', changed: 1, leave: skipped },
    after: { kind: 'restore-codes', changed: 1, skipped },
  },
  { before: { kind: 'settle-payment', ...payment }, after: { kind: 'resolve-payment', ...payment } },
  {
    before: { kind: 'settle-messages', messages: 4, arrived: true },
    after: { kind: 'resolve-messages', messages: 4, arrived: true },
  },
  {
    before: { kind: 'undo', operationId: 5, undone: 'settle-messages', changed: 4 },
    after: { kind: 'undo', operationId: 5, undone: 'resolve-messages', changed: 4 },
  },
  {
    before: { kind: 'redo', operationId: 5, undo: 6, redone: 'settle-messages', changed: 4 },
    after: { kind: 'redo', operationId: 5, undo: 6, redone: 'resolve-messages', changed: 4 },
  },
  {
    before: { kind: 'undo', operationId: 2, undone: 'delete-codes', changed: 1 },
    after: { kind: 'undo', operationId: 2, undone: 'delete-codes', changed: 1 },
  },
  {
    before: { kind: 'queue-messages', messages: 1, codes: 2 },
    after: { kind: 'queue-messages', messages: 1, codes: 2 },
  },
]

it('migration 0150 renames stored values and changes nothing else', async () => {
  await (await open(140)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const insert = old.database.prepare('INSERT INTO operation VALUES (?, ?, 1700000000000, ?, NULL)')
  for (const [index, { before }] of CASES.entries())
    insert.run(index + 1, before.kind, JSON.stringify(before))
  old.database.exec('UPDATE operation SET undone_by = 8 WHERE id = 2')
  old.database.exec(`INSERT INTO paypal_caller (mode, user_name, application_id, password, signature)
    VALUES ('test', 'api.example.com', 'APP-1', NULL, NULL)`)
  old.database.exec(`INSERT INTO request (id, method, at, operation_id) VALUES
    ('request-1', 'payments.settle', 1, NULL), ('request-2', 'paypal.setCaller', 2, NULL), ('request-3', 'promo.create', 3, NULL)`)
  old.close()

  const store = await open(150)
  const operations = (await operationsReader(store.reading).list({ limit: 20 })).reverse()
  expect(operations.map(({ details }) => details)).toEqual(CASES.map(({ after }) => after))
  expect(operations.map(({ undoneBy }) => undoneBy)).toEqual(
    CASES.map((_, index) => (index === 1 ? 8 : null)),
  )
  const kinds = store.reading.prepare('SELECT kind FROM operation ORDER BY id').pluck().all()
  expect(kinds).toEqual(CASES.map(({ after }) => after.kind))
  expect(await paypalReader(store.reading).apiAccounts()).toMatchObject([
    { mode: 'test', userName: 'api.example.com' },
  ])
  const methods = store.reading.prepare('SELECT method FROM request ORDER BY at').pluck().all()
  expect(methods).toEqual(['payments.inquire', 'paypal.setApiAccount', 'promo.create'])
  await store.close()
})
