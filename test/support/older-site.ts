import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { openUntil } from './open-until.ts'
import { testLog } from './parts.ts'

/** The last migration of the version before codes had a first day and a note, and sites redemptions. */
export const BEFORE_TERMS = 210

/** Those that every site has. */
const SETTINGS = {
  name: 'Fjordkurs',
  recipientLimit: '1000',
  retentionMonths: '0',
  'site.id': '4a978eb8fee2f4b11e2ddd52',
  timeZone: 'Europe/Oslo',
  timeZoneConfirmed: 'yes',
}
/** Codes of a batch, one operation each. */
const BATCH = 50_000

/**
 * Makes the data folder of a site as the version before terms left it: so many codes of both services, in batches, some
 * used, some deleted, some withdrawn with their creation, and edits of every field that there was.
 * @returns the path of its database
 */
export async function makeOlderSite(folder: string, codes: number): Promise<string> {
  const site = join(folder, 'site')
  await mkdir(site, { recursive: true })
  await (await openUntil(site, BEFORE_TERMS)).close()
  const path = join(site, 'site.sqlite')
  const { database, close } = openConnection({ path, readonly: false, cacheKiB: 65_536, log: testLog() })
  try {
    database.transaction(() => {
      for (const [key, value] of Object.entries(SETTINGS))
        database.prepare('INSERT INTO setting (key, value) VALUES (?, ?)').run(key, value)
      for (let from = 1; from <= codes; from += BATCH)
        addBatch(database, from, Math.min(from + BATCH - 1, codes))
      database.exec(`
        INSERT INTO withdrawn_code (${COLUMNS}, operation_id)
          SELECT ${COLUMNS}, batch_id FROM promo_code WHERE id % 997 = 0;
        DELETE FROM promo_code WHERE id % 997 = 0;
        INSERT INTO code_edit (operation_id, code_id, field, before, after)
          SELECT batch_id, id, 'email', '', recipient_email FROM promo_code WHERE id % 50 = 1
          UNION ALL SELECT batch_id, id, 'recipient', 'O''Neil', recipient_name FROM promo_code WHERE id % 50 = 2
          UNION ALL SELECT batch_id, id, 'expires', '2026-01-01', expires FROM promo_code WHERE id % 50 = 3;
      `)
    })()
  } finally {
    close()
  }
  return path
}

const COLUMNS = `id, batch_id, service, applies_to, code, recipient_name, recipient_key, recipient_email, discount_kind,
  discount_value, discount_currency, usage_limit, used, created_at, expires, deleted_at`

function addBatch(
  database: ReturnType<typeof openConnection>['database'],
  first: number,
  last: number,
): void {
  const batch = Math.ceil(first / BATCH)
  const service = batch % 2 === 0 ? 'training' : 'events'
  const at = Date.UTC(2026, 0, batch)
  const batchName = `Utsendelse ${batch}`
  const details = {
    service,
    codes: last - first + 1,
    recipients: last - first + 1,
    batches: [batch],
    batchName,
  }
  database
    .prepare(`INSERT INTO operation (id, kind, at, details) VALUES (?, 'create-codes', ?, ?)`)
    .run(batch, at, JSON.stringify(details))
  database.prepare('INSERT INTO batch VALUES (?, ?, ?, ?, ?)').run(batch, batch, batchName, service, at)
  database
    .prepare(
      `WITH RECURSIVE number (id) AS (SELECT CAST(:first AS INTEGER) UNION ALL SELECT id + 1 FROM number WHERE id < :last)
      INSERT INTO promo_code (${COLUMNS})
        SELECT id, :batch, :service, 'everything', 'KODE-' || id, 'Kari Nordmann ' || id, 'kari nordmann ' || id,
          'kari' || id || '@example.com', iif(id % 3 = 0, 'amount', 'percent'), 1 + id % 5000, iif(id % 3 = 0, 'USD', NULL),
          iif(id % 7 = 0, NULL, 2), iif(id % 11 = 0, 1, 0), :at, '2027-0' || (1 + id % 9) || '-15',
          iif(id % 101 = 0, :at + 1000, NULL)
        FROM number`,
    )
    .run({ first, last, batch, service, at })
}
