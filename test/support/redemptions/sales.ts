import type { Api } from '#shared/contract/index.ts'
import type { Creation } from '#shared/domain/creation.ts'
import { createCodes, creationOf } from '../creations.ts'
import type { TestBackend } from '../test-backend.ts'

/** What a buyer of the site's own shop is about to pay for. */
export type Sale = Parameters<Api['redemptions']['quote']>[0]

export const saleOf = (change: Partial<Sale> = {}): Sale => ({
  service: 'events',
  item: 'live-events',
  full: 48_000,
  currency: 'USD',
  code: 'KODE-1',
  ...change,
})

/** Makes a code of this name: 25 % off, once, unless `change` says otherwise. */
export const codeNamed = (backend: TestBackend, code: string, change: Partial<Creation> = {}) =>
  createCodes(
    backend,
    creationOf({ codeType: { kind: 'custom', code }, usage: { kind: 'once' }, batchName: '', ...change }),
  )

/** The code's row of the report. */
export async function rowOf({ api }: TestBackend, code: string) {
  const { resultSet } = await api.report.open({ filter: { code }, order: [] })
  const { rows } = await api.report.rows({ resultSet, offset: 0, limit: 10 })
  const row = rows.find((one) => one?.code === code)
  if (!row) throw new Error(`no code ${code}`)
  return row
}
