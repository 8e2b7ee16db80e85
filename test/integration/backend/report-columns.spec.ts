import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Filter, Order, ReportRow } from '#shared/contract/report.ts'
import { COLUMNS, REPORT_COLUMNS } from '#shared/report-columns.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await startTestBackend()
  await createCodes(backend, creationOf({}, 3))
})
afterAll(() => backend.stop())

async function rowsOf(filter: Filter, order: Order): Promise<(ReportRow | null)[]> {
  const { resultSet } = await backend.api.report.open({ filter, order })
  return (await backend.api.report.rows({ resultSet, offset: 0, limit: 100 })).rows
}

it.each(COLUMNS)('%s is sorted by, narrowed by, kept in a view and exported', async (column) => {
  const { api } = backend
  const order = [{ column, descending: true }]
  const rows = await rowsOf({}, order)
  expect(rows).toHaveLength(3)

  const [row] = rows
  const same = row && REPORT_COLUMNS[column].filter?.same(row)
  if (same) expect(await rowsOf(same, order)).toContainEqual(row)

  const view = { order, filter: same ?? {}, columns: [{ column, width: 90, hidden: false, frozen: false }] }
  const saved = await api.views.save({ name: column, ...view })
  expect(await api.views.list({})).toContainEqual({ id: saved.id, name: column, ...view })

  const file = join(backend.folder, `${column}.csv`)
  const { token } = backend.backend.files.registerWrite(file)
  const { resultSet, ranges } = await pickAll(backend)
  await backend.done(
    api.report.export({
      picked: { resultSet, ranges },
      columns: [column],
      target: token,
      format: 'csv',
      language: 'nb',
    }),
  )
  const [head = '', ...lines] = (await readFile(file, 'utf8')).slice(1).replace(/\r\n$/, '').split('\r\n')
  const words = REPORT_WORDS.nb
  expect(head.split(';')).toEqual(
    REPORT_COLUMNS[column].file.map(({ heading }) => (heading ? words[heading] : words.columns[column])),
  )
  expect(lines).toHaveLength(3)
})
