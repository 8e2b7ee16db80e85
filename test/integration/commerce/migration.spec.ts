import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { commerceReader } from '#backend/storage/sql/commerce.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import { settingsReader } from '#backend/storage/sql/settings.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const before = migrations.filter(({ number }) => number < 20)
const until20 = migrations.filter(({ number }) => number <= 20)
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

/** A site as the version before left it: awkward texts, an undone operation, a code used up and one deleted. */
const AWKWARD = `
  INSERT INTO setting VALUES ('name', 'Kurs «Ærlig» & 100 %''s'), ('timeZone', 'Europe/Oslo'),
    ('timeZoneConfirmed', 'yes'), ('recipientLimit', '1000'), ('mode', 'test');
  INSERT INTO operation VALUES
    (1, 'change-settings', 1700000000000, '{"kind":"change-settings","changes":[]}', NULL),
    (7, 'undo', 1700000001000, '{"kind":"undo","operationId":1,"undone":"change-settings","changed":0}', NULL);
  UPDATE operation SET undone_by = 7 WHERE id = 1;
  INSERT INTO batch VALUES (3, 1, '=1+1', 'training', 1700000000000);
  INSERT INTO promo_code (id, code, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email,
    discount_kind, discount_value, discount_currency, usage_limit, used, created_at, expires, deleted_at)
  VALUES (1, 'ÆØÅ-1', 3, 'training', 'everything', '', '', 'a@b.example', 'percent', 10000, NULL, 1, 1, 0, '2026-02-28', NULL),
    (4294967295, 'B', 3, 'training', 'everything', 'Å', '}', 'a@b.example', 'amount', 1, 'GBP', NULL, 0, 0, '9999-12-31', 1);`

describe('migration 0020', () => {
  it('keeps everything, and begins with both services off and in Test', async () => {
    await (await open(before)).close()
    const tables = ['setting', 'operation', 'batch', 'promo_code', 'withdrawn_code', 'operation_change']
    const rows = (connection: OwnedConnection) =>
      tables.map((table) =>
        connection.database.prepare(`SELECT * FROM ${table} WHERE true ORDER BY 1, 2`).all(),
      )
    const old = await withSite((connection) => {
      connection.database.exec(AWKWARD)
      return rows(connection)
    })
    await (await open(until20)).close()

    await withSite(async (connection) => {
      const [settings = [], ...rest] = rows(connection)
      const [oldSettings = [], ...oldRest] = old
      expect(rest).toEqual(oldRest)
      // The mode is each service's own now.
      expect(settings).toEqual(oldSettings.filter((row) => (row as { key: string }).key !== 'mode'))
      expect(await readSiteSettings(settingsReader(connection))).toMatchObject({
        name: `Kurs «Ærlig» & 100 %'s`,
      })
      const service = {
        enabled: false,
        mode: 'test',
        version: 0,
        testRevision: null,
        productionRevision: null,
      }
      expect(await commerceReader(connection).services()).toEqual({ events: service, training: service })
      expect(connection.database.pragma('foreign_key_check')).toEqual([])
      expect(connection.database.pragma('integrity_check', { simple: true })).toBe('ok')
    })
    expect(await readdir(join(folder, 'backups'))).toEqual(['2026-11-23T11-00-00Z-before-0020.sqlite'])
  })

  it('refuses in the database itself what the rules refuse', async () => {
    await (await open(until20)).close()
    await withSite(({ database }) => {
      const refused = [
        `INSERT INTO commerce_service VALUES ('other', 0, 'test', 0, NULL, NULL)`,
        `UPDATE commerce_service SET mode = 'live'`,
        `UPDATE commerce_service SET test_revision = 5`,
        `INSERT INTO secret_box VALUES (2, 'passphrase', '{}')`,
        `INSERT INTO secret_box VALUES (1, 'nothing', '{}')`,
        `INSERT INTO commerce_password VALUES ('events', 'test', 'payflow-pro', 'no such', 1, 0, NULL)`,
        `INSERT INTO draft VALUES ('x', 'not json', 0)`,
      ]
      for (const statement of refused) expect(() => database.exec(statement), statement).toThrow(/constraint/)
    })
  })

  it('drops with a secret what points at it, and nothing else', async () => {
    await (await open(until20)).close()
    await withSite(({ database }) => {
      database.exec(`
        INSERT INTO operation VALUES (1, 'update-settings', 0, '{}', NULL);
        INSERT INTO commerce_revision VALUES (1, 1, 0, 1, 0, 'test', 'update', '[]', NULL, '{}', NULL);
        UPDATE commerce_service SET test_revision = 1 WHERE service = 'events';
        INSERT INTO secret VALUES ('one', 'x'), ('two', 'y');
        INSERT INTO commerce_password VALUES ('events', 'test', 'payflow-pro', 'one', 1, 0, NULL),
          ('training', 'test', 'payflow-pro', 'two', 1, 0, NULL);
        DELETE FROM secret WHERE name = 'one'`)
      const left = database.prepare('SELECT service FROM commerce_password').pluck().all()
      expect(left).toEqual(['training'])
      const revision = database.prepare(`SELECT test_revision FROM commerce_service`).pluck().all()
      expect(revision).toEqual([1, null])
    })
  })
})
