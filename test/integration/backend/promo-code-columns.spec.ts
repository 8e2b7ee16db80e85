import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EDITABLE } from '#shared/contract/edits.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { PROMO_CODE_COLUMNS } from '#backend/storage/promo-code-table.ts'
import { query } from '#backend/storage/sql/query.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder, type TestBackend } from '../../support/test-backend.ts'

describe.each(engines)('a code in $engine', (engine) => {
  let backend: TestBackend
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())
  const rowsOf = (table: string) => engine.run(backend, `SELECT * FROM ${table} ORDER BY id`)

  it('keeps the content of every column when it is withdrawn and put back', async () => {
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
          validFrom: '2026-11-30' as IsoDate,
          note: 'Avtalt på messen',
        },
        3,
      ),
    )
    const { resultSet, ranges } = await pickAll(backend)
    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges }, expect: 3 }))
    const before = await rowsOf('promo_code')
    expect(Object.keys(before[0] ?? {}).sort()).toEqual([...PROMO_CODE_COLUMNS].sort())
    // Nothing is compared with nothing.
    expect(PROMO_CODE_COLUMNS.filter((column) => before.some((row) => row[column] === null))).toEqual([])

    await backend.done(backend.api.history.undo({ operationId }))
    expect(await rowsOf('promo_code')).toEqual([])
    expect(await rowsOf('withdrawn_code')).toEqual(
      before.map((row) => ({ ...row, operation_id: operationId })),
    )
    const { redo } = await backend.api.history.undoRedo({})
    await backend.done(backend.api.history.undo({ operationId: redo?.id ?? 0 }))
    expect(await rowsOf('promo_code')).toEqual(before)
  })
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
