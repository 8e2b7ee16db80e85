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

it('migration 0160 keeps who changed a message last, and everything else of it', async () => {
  await (await open(150)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  // Without a change; changed by an operation that was undone since; an own resend; divided; changed by its own undo.
  old.database.exec(`
    INSERT INTO operation VALUES
      (1, 'queue-messages', 0, '{"kind":"queue-messages","messages":5,"codes":5}', NULL),
      (2, 'cancel-messages', 0, '{"kind":"cancel-messages","messages":2}', 3),
      (3, 'undo', 0, '{"kind":"undo","operationId":2,"undone":"cancel-messages","changed":2}', NULL),
      (4, 'mark-sent', 0, '{"kind":"mark-sent","messages":1}', NULL);
    INSERT INTO mail_wording VALUES (1, 'events', 'nb', 's', 't', 'm', 'u');
    INSERT INTO mail_message VALUES
      (5, 1, 1, 1, 'Kari', 'kari@example.com', 'kari@example.com', '5@x', NULL, 'queued', 0, 7, 0, 0, NULL, '', NULL, 0),
      (6, 1, 1, 1, 'Ola «Ærlig» O''Neil', 'ola@example.com', 'ola@example.com', '6@x', NULL, 'queued', 0, 7, 0, 0, NULL, '', 2, 0),
      (7, 1, 1, 1, 'Ola', 'ola@example.org', 'ola@example.org', '7@x', NULL, 'cancelled', 0, 7, 0, 0, 'with-another', '', 2, 1),
      (8, 1, 1, 1, 'Per', 'per@example.com', 'per@example.com', '8@x', 5, 'sent', 0, 7, 0, 3, NULL, '250 ok', 4, 0),
      (9, 1, 1, 1, 'Liv', 'liv@example.com', 'liv@example.com', '9@x', NULL, 'cancelled', 0, 7, 0, 0, 'taken-back', '', 1, 0);
  `)
  const columns = `id, operation_id, batch_id, wording_id, name, address, address_key, message_id, resend_of, state,
    queued_at, state_at, next_try, tries, problem, answer, divided`
  const messages = `SELECT ${columns} FROM mail_message ORDER BY id`
  const before = old.database.prepare(messages).all()
  old.close()

  const store = await open(160)
  const all = (sql: string) => store.reading.prepare(sql).all()
  expect(all(messages)).toEqual(before)
  expect(all('SELECT operation_id, message_id FROM mail_change ORDER BY message_id')).toEqual([
    { operation_id: 2, message_id: 6 },
    { operation_id: 2, message_id: 7 },
    { operation_id: 4, message_id: 8 },
    { operation_id: 1, message_id: 9 },
  ])
  expect(all(`SELECT name FROM pragma_table_info('mail_message') WHERE name = 'changed_by'`)).toEqual([])
  expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await store.close()
})
