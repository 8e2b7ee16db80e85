import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { testLog } from '../../support/parts.ts'
import { openUntil } from '../../support/open-until.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (until: number) => openUntil(folder, until)

it('migration 0140 keeps messages, and says of each attempt where it went', async () => {
  await (await open(130)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  old.database.exec(`
    INSERT INTO operation VALUES (1, 'queue-messages', 0, '{"kind":"queue-messages","messages":2,"codes":2}', NULL);
    INSERT INTO mail_wording VALUES (1, 'events', 'nb', 's', 't', 'm', 'u');
    INSERT INTO mail_message VALUES
      (7, 1, 1, 1, 'Kari', 'kari@example.com', 'kari@example.com', '7@x', NULL, 'sent', 0, 0, 0, 2, NULL, '', NULL),
      (8, 1, 1, 1, 'Ola', 'ola@example.com', 'ola@example.com', '8@x', NULL, 'queued', 0, 0, 0, 0, NULL, '', NULL);
    INSERT INTO mail_attempt VALUES (7, 1, 0, 0, 'temporary', 'server-busy', ''), (7, 2, 0, 0, 'sent', NULL, '');
  `)
  old.close()

  const store = await open(140)
  const all = (sql: string) => store.reading.prepare(sql).all()
  expect(all('SELECT id, state, divided FROM mail_message ORDER BY id')).toEqual([
    { id: 7, state: 'sent', divided: 0 },
    { id: 8, state: 'queued', divided: 0 },
  ])
  expect(all('SELECT number, name, address FROM mail_attempt ORDER BY number')).toEqual([
    { number: 1, name: 'Kari', address: 'kari@example.com' },
    { number: 2, name: 'Kari', address: 'kari@example.com' },
  ])
  expect(all('SELECT * FROM mail_code_home')).toEqual([])
  await store.close()
})
