import { join } from 'node:path'
import { expect } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import type { Engine } from '../engines.ts'
import { testLog } from '../parts.ts'
import type { TestBackend } from '../test-backend.ts'

/** The codes whose count of uses is not what orders and payments add up to. */
export const WRONG = `SELECT code FROM promo_code WHERE used <>
  (SELECT count(*) FROM site_order WHERE code_id = promo_code.id AND given_back_at IS NULL AND withdrawn = 0)
  + (SELECT count(*) FROM redemption WHERE code_id = promo_code.id AND given_back_at IS NULL)`

/** Each code of the engine's site was used as often as its orders and payments say. */
export async function checkUses(engine: Engine, backend: TestBackend): Promise<void> {
  expect(await engine.run(backend, WRONG)).toEqual([])
}

/** The same of a data folder. */
export async function checkDatabase({ folder }: Pick<TestBackend, 'folder'>): Promise<void> {
  expect(readSite(folder, WRONG)).toEqual([])
}

/** The first column of what a query finds in the site of the data folder. */
export function readSite(folder: string, query: string): unknown[] {
  const path = join(folder, 'site', 'site.sqlite')
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
  try {
    return connection.database.prepare(query).pluck().all()
  } finally {
    connection.close()
  }
}
