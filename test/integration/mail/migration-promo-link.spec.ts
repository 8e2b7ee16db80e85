import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { testLog } from '../../support/parts.ts'
import { openUntil } from '../../support/open-until.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const NUMBER = 240
const before = Math.max(...migrations.map(({ number }) => number).filter((number) => number < NUMBER))

it('migration 0240 keeps what messages say, without a link, and looks up what their codes apply to', async () => {
  await (await openUntil(folder, before)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  old.database.exec(`
    INSERT INTO operation (id, kind, at, details) VALUES (1, 'queue-messages', 0, '{"kind":"queue-messages","messages":1,"codes":3}');
    INSERT INTO batch (id, operation_id, name, service, created_at) VALUES (1, 1, '', 'events', 0);
    INSERT INTO mail_wording VALUES (1, 'events', 'nb', '100 %PromoCode%', 'a''b', 'm', '');
    INSERT INTO mail_message (id, operation_id, batch_id, wording_id, name, address, address_key, message_id, state, queued_at, state_at, next_try, tries, answer)
      VALUES (7, 1, 1, 1, 'Kari', 'kari@example.com', 'kari@example.com', '7@x', 'sent', 0, 0, 0, 1, '');
    INSERT INTO mail_message_code VALUES
      (2, 7, 'KODE2', 'percent', 1, NULL, '2027-06-30'), (3, 7, 'KODE3', 'amount', 9000, 'USD', '2027-06-30'),
      (4, 7, 'KODE4', 'percent', 1, NULL, '2027-06-30');
  `)
  // The creation of the second was undone, and of the third nothing is left.
  const columns = `id, code, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email,
    discount_kind, discount_value, used, expires, created_at`
  const values = (id: number, appliesTo: string) =>
    `${id}, 'KODE${id}', 1, 'events', '${appliesTo}', 'Kari', 'kari', 'kari@example.com', 'percent', 1, 0, '2027-06-30', 0`
  old.database.exec(`
    INSERT INTO promo_code (${columns}) VALUES (${values(2, 'live-events')});
    INSERT INTO withdrawn_code (${columns}, operation_id) VALUES (${values(3, 'event-recordings')}, 1);
  `)
  const said =
    'SELECT code_id, code, discount_kind, discount_value, discount_currency, expires FROM mail_message_code ORDER BY code_id'
  const codes = old.database.prepare(said).all()
  old.close()

  const store = await openUntil(folder, NUMBER)
  const all = (sql: string) => store.reading.prepare(sql).all()
  expect(all(said)).toEqual(codes)
  expect(all('SELECT code_id, applies_to FROM mail_message_code ORDER BY code_id')).toEqual([
    { code_id: 2, applies_to: 'live-events' },
    { code_id: 3, applies_to: 'event-recordings' },
    { code_id: 4, applies_to: 'everything' },
  ])
  expect(all('SELECT * FROM mail_wording')).toEqual([
    {
      id: 1,
      service: 'events',
      language: 'nb',
      subject: '100 %PromoCode%',
      text: "a'b",
      merchant: 'm',
      support: '',
      promo_link: '',
    },
  ])
  expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await store.close()
})
