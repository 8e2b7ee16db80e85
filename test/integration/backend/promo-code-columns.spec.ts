import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EDITABLE } from '#shared/contract/edits.ts'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { PROMO_CODE_COLUMNS } from '#backend/storage/sqlite/promo-code-table.ts'
import { query, raw } from '#backend/storage/sqlite/query.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
let stored: OwnedConnection
beforeEach(async () => {
  backend = await startTestBackend()
  const path = join(backend.folder, 'site', 'site.sqlite')
  stored = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
})
afterEach(async () => {
  stored.close()
  await backend.stop()
})

const columnsOf = (table: string) =>
  stored
    .all('test.columns', raw(sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`))
    .map(({ name }) => name)
const rowsOf = (table: string) =>
  stored.all('test.rows', raw(sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)} ORDER BY id`))

it('the list of columns is that of the tables', () => {
  const listed = [...PROMO_CODE_COLUMNS].sort()
  expect(columnsOf('promo_code').sort()).toEqual(listed)
  expect(columnsOf('withdrawn_code').sort()).toEqual([...listed, 'operation_id'].sort())
})

it('a code that is withdrawn and put back keeps the content of every column', async () => {
  const one = { kind: 'one', name: 'Åse Nordmann', email: 'ase@example.com' } as const
  const amount = { kind: 'amount', minor: 2500, currency: 'CAD' } as const
  const { operationId } = await createCodes(
    backend,
    creationOf(
      {
        recipients: one,
        service: 'training',
        appliesTo: 'live-sessions',
        discount: amount,
        usage: { kind: 'times', times: 7 },
      },
      3,
    ),
  )
  const { resultSet, ranges } = await pickAll(backend)
  await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges }, expect: 3 }))
  const before = rowsOf('promo_code')
  // Nothing is compared with nothing.
  expect(PROMO_CODE_COLUMNS.filter((column) => before.some((row) => row[column] === null))).toEqual([])

  await backend.done(backend.api.history.undo({ operationId }))
  expect(rowsOf('promo_code')).toEqual([])
  expect(rowsOf('withdrawn_code')).toEqual(before.map((row) => ({ ...row, operation_id: operationId })))
  const { redo } = await backend.api.history.undoRedo({})
  await backend.done(backend.api.history.undo({ operationId: redo?.id ?? 0 }))
  expect(rowsOf('promo_code')).toEqual(before)
})

it('what was written in any cell that can be edited is kept for undo', async () => {
  const folder = await newFolder()
  const store = await openStore({ folder, clock: testClock(), log: testLog() })
  await store.writer.transaction('test', async (tx) => {
    const operationId = await tx.operations.record({
      at: 0,
      details: { kind: 'change-settings', changes: [] },
    })
    const edits = EDITABLE.map((field) => ({ id: 1, field, before: 'a', after: 'b' }))
    await tx.codes.edit(operationId, edits)
    const kept = tx.column<string>(
      'test.kept',
      query.selectFrom('code_edit').select('field').orderBy('field'),
    )
    expect(kept).toEqual([...EDITABLE].sort())
  })
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
