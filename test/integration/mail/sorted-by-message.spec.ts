import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { MESSAGE_STATES } from '#shared/domain/mail/message-states.ts'
import { allRows, createCodes, creationOf } from '../../support/creations.ts'
import { createDice } from '../../support/hostile/dice.ts'
import { nameMerchant, queueAll } from '../../support/mail/mail-site.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
afterEach(() => backend.stop())

const CODES = 60
const ELSEWHERE = ['other@example.com', 'third@example.com']

/** Up to four messages a code, of any states, to the code's address and to others: such as corrections and resends leave. */
async function messagesAtRandom(): Promise<void> {
  const ids = (await allRows(backend)).map(({ id }) => id)
  await backend.backend.close()
  const path = join(backend.folder, 'site', 'site.sqlite')
  const { database, close } = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const dice = createDice(7)
  const copy = database.prepare(`
    INSERT INTO mail_message (operation_id, batch_id, wording_id, name, address, address_key, message_id, state,
        queued_at, state_at, next_try, tries, answer, resend_of)
      SELECT operation_id, batch_id, wording_id, name, coalesce(?, address), coalesce(?, address_key),
        hex(randomblob(8)), ?, queued_at, state_at, next_try, tries, answer, id FROM mail_message WHERE id = 1`)
  const link = database.prepare(`
    INSERT INTO mail_message_code SELECT ?, ?, code, discount_kind, discount_value, discount_currency, expires, applies_to
      FROM promo_code WHERE id = ?`)
  database.exec('DELETE FROM mail_message_code')
  for (const id of ids)
    for (let left = dice.below(5); left > 0; left -= 1) {
      const to = dice.chance(0.5) ? null : dice.one(ELSEWHERE)
      const { lastInsertRowid } = copy.run(to, to, dice.one(MESSAGE_STATES))
      link.run(id, lastInsertRowid, id)
    }
  close()
}

it('sorts by the message that each row shows, where codes have several', async () => {
  backend = await startTestBackend()
  await nameMerchant(backend)
  const kari = { kind: 'one', name: 'Kari Åsheim', email: 'Kari@example.com' } as const
  await createCodes(backend, creationOf({ recipients: kari }, CODES))
  await queueAll(backend)
  await messagesAtRandom()
  const { folder } = backend
  backend = await startTestBackend({ folder })
  // What was being sent is in doubt soon after a start.
  await expect
    .poll(async () => (await allRows(backend)).some(({ message }) => message?.state === 'sending'))
    .toBe(false)
  const shown = (await allRows(backend)).map(({ id, message }) => ({
    id,
    rank: !message
      ? 'none'
      : message.state === 'sent' && message.elsewhere
        ? 'sent-elsewhere'
        : message.state,
  }))
  expect(new Set(shown.map(({ rank }) => rank)).size).toBe(MESSAGE_STATES.length + 1)
  const places = ['none', ...MESSAGE_STATES, 'sent-elsewhere']
  for (const descending of [false, true]) {
    const sign = descending ? -1 : 1
    const expected = shown
      .toSorted((a, b) => sign * (places.indexOf(a.rank) - places.indexOf(b.rank)) || a.id - b.id)
      .map(({ id }) => id)
    const { resultSet } = await backend.api.report.open({
      filter: {},
      order: [{ column: 'message', descending }],
    })
    const { rows } = await backend.api.report.rows({ resultSet, offset: 0, limit: CODES })
    expect(rows.map((row) => row?.id)).toEqual(expected)
  }
})
