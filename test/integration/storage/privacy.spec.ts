import { beforeAll, describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { AskedPerson, ErasureOrder } from '#backend/storage/privacy.ts'
import { storageEnginesAndLocales, type TestStorage } from '../../support/storages.ts'

const TODAY = '2026-11-23' as IsoDate
const NAME = 'Erased person'
const KARI: AskedPerson = { addresses: ['kari.vold@example.com', 'kåri@example.com'], names: ['Kari Ung'] }
/** With codes that have expired all. */
const OLD = '2026-10-01' as IsoDate

/** Every engine is filled, searched and erased before the first look at the answers. */
const TIMEOUT_MS = 240_000

/** What one engine answers, and what the site holds afterwards. */
type Answers = Readonly<Record<string, unknown>>

const erase = (storage: TestStorage, order: Pick<ErasureOrder, 'whom'>) =>
  storage.transaction('erase', (tx) => tx.privacy.erase({ name: NAME, at: 999, ...order }, () => undefined))

const contents = async (storage: TestStorage): Promise<Answers> => ({
  codes: await storage.run(
    'SELECT id, recipient_name, recipient_key, recipient_email, note FROM promo_code ORDER BY id',
  ),
  withdrawn: await storage.run('SELECT id, recipient_name, recipient_email FROM withdrawn_code ORDER BY id'),
  edits: await storage.run('SELECT * FROM code_edit ORDER BY operation_id, code_id, field'),
  operations: await storage.run('SELECT id, details FROM operation ORDER BY id'),
  batches: await storage.run('SELECT id, name FROM batch ORDER BY id'),
  messages: await storage.run(
    'SELECT id, name, address, address_key, state, state_at, problem, answer FROM mail_message ORDER BY id',
  ),
  attempts: await storage.run(
    'SELECT message_id, number, name, address, answer FROM mail_attempt ORDER BY 1, 2',
  ),
  payments: await storage.run('SELECT id, description FROM payment ORDER BY id'),
  steps: await storage.run('SELECT payment_id, number, pairs FROM payment_step ORDER BY 1, 2'),
  drafts: await storage.drafts.find('find-list'),
  views: await storage.views.list(),
  settings: Object.fromEntries(await storage.settings.all()),
})

async function answersOf(storage: TestStorage): Promise<Answers> {
  await fill(storage)
  const { privacy } = storage
  const find = (person: AskedPerson, limit: number) => privacy.find(person, limit, () => undefined)
  const texts = ['kari', 'KÅRI', 'nordmann', 'erased', '@', 'gone', '%', 'Særland']
  const answers: Record<string, unknown> = {
    searched: await Promise.all(texts.map((text) => privacy.search(text, 3))),
    found: await find(KARI, 100),
    few: (await find(KARI, 2)).entries,
    nobody: await find({ addresses: ['nobody@example.com'], names: [] }, 100),
    expired: [await privacy.countExpired(OLD), await privacy.countExpired('2000-01-01' as IsoDate)],
    pending: [await privacy.isRewritePending()],
    underWay: await erase(storage, { whom: { person: KARI } }),
    untouched: await contents(storage),
  }
  await storage.run(`UPDATE mail_message SET state = 'sent' WHERE state = 'sending'`)
  answers['erased'] = await erase(storage, { whom: { person: KARI } })
  answers['pendingThen'] = await privacy.isRewritePending()
  answers['withoutKari'] = await contents(storage)
  answers['undone'] = await storage.transaction('undo', (tx) =>
    tx.codes.revertChange(
      { operationId: 6, change: { kind: 'terms', change: { term: 'note', note: 'x' } }, direction: 'undo' },
      () => undefined,
    ),
  )
  answers['notes'] = await storage.run('SELECT id, note FROM promo_code ORDER BY id')
  answers['expiredErased'] = await erase(storage, { whom: { expiredBefore: OLD } })
  await storage.transaction('note', (tx) => tx.privacy.noteRewritten())
  answers['pendingAtLast'] = await privacy.isRewritePending()
  answers['last'] = await contents(storage)
  answers['foundAtLast'] = await find(KARI, 100)
  return answers
}

describe('what is stored of persons', () => {
  const all = new Map<string, Answers>()
  beforeAll(async () => {
    for (const { engine, open } of storageEnginesAndLocales) {
      const storage = await open()
      try {
        all.set(engine, await answersOf(storage))
      } finally {
        await storage.close()
      }
    }
  }, TIMEOUT_MS)

  it('is found everywhere', () => {
    expect(all.get('SQLite')).toMatchObject({
      found: {
        addresses: ['Kari.Vold@Example.com', 'kari.vold@example.com', 'KÅRI@example.com'],
        names: ['Kari Ung', 'Kari Særland Vold', 'K', 'Kåre', 'Kari Gammel'],
        shared: ['K'],
        counts: {
          code: 3,
          'withdrawn-code': 1,
          message: 3,
          payment: 2,
          operation: 3,
          edit: 2,
          batch: 1,
          note: 4,
          draft: 1,
          view: 1,
        },
        waiting: 1,
        underWay: { messages: 1, payments: 0 },
        own: ['mail-server', 'mail-templates'],
      },
      expired: [
        { persons: 5, codes: 2 },
        { persons: 2, codes: 1 },
      ],
    })
  })

  it.each(storageEnginesAndLocales.slice(1))(
    'is found, and erased, in $engine as in SQLite',
    ({ engine }) => {
      expect(all.get(engine)).toEqual(all.get('SQLite'))
    },
  )

  it('is gone once it is erased', () => {
    const { last, foundAtLast } = all.get('SQLite') ?? {}
    expect(JSON.stringify(last)).not.toMatch(/vold|kåri@|gammel|utløpt/i)
    expect(foundAtLast).toMatchObject({
      counts: { code: 0, message: 0, payment: 0, operation: 0, edit: 0, note: 0 },
    })
  })
})

const operations: OperationDetails[] = [
  {
    kind: 'create-codes',
    service: 'events',
    codes: 6,
    recipients: 4,
    batches: [1, 2],
    batchName: 'Til Kari Særland Vold',
  },
  {
    kind: 'edit-codes',
    cells: 4,
    codes: 2,
    examples: [{ code: 'AAA1', column: 'recipient', before: 'Kari Gammel', after: 'Kari Særland Vold' }],
  } as unknown as OperationDetails,
  { kind: 'change-settings', changes: [] },
]

async function fill(storage: TestStorage): Promise<void> {
  for (const details of [...operations, ...operations.slice(2), ...operations.slice(2)])
    await storage.transaction('record', (tx) => tx.operations.record({ at: Date.UTC(2026, 8, 1), details }))
  await storage.run(`INSERT INTO batch (id, operation_id, name, service, created_at) VALUES
    (1, 1, 'Til Kari Særland Vold', 'events', 40), (2, 1, 'K', 'training', 60)`)
  const code = (table: string, row: string) =>
    storage.run(`INSERT INTO ${table} (id, batch_id, code, recipient_name, recipient_email, note, expires, deleted_at,
      usage_limit, used, created_at, service, applies_to, recipient_key, discount_kind, discount_value
      ${table === 'withdrawn_code' ? ', operation_id' : ''})
      VALUES (${row}, 2, 1, 10, 'events', 'everything', 'key', 'percent', 1000 ${table === 'withdrawn_code' ? ', 1' : ''})`)
  await code(
    'promo_code',
    `1, 1, 'aaa1', 'Kari Særland Vold', 'Kari.Vold@Example.com', 'ring Kari Særland Vold', '2027-01-01', NULL`,
  )
  await code('promo_code', `2, 2, 'aaa2', 'K', 'kari.vold@example.com', '', '2027-01-01', NULL`)
  await code('promo_code', `3, 1, 'aaa3', 'Kåre', 'KÅRI@example.com', 'nothing', '2026-01-01', 86400000`)
  await code(
    'promo_code',
    `4, 1, 'aaa4', 'Ola Nordmann', 'ola@example.com', 'venn av kari.vold@example.com', '2027-01-01', NULL`,
  )
  await code('promo_code', `5, 1, 'aaa5', 'K', 'k@example.com', '', '2027-01-01', NULL`)
  await code('promo_code', `6, 1, 'aaa6', 'Ute Utløpt', 'Utløpt@example.com', '', '2026-09-30', NULL`)
  await code('promo_code', `7, 1, 'aaa7', 'x', 'erased-1@erased.invalid', '', '2026-09-30', NULL`)
  await code(
    'withdrawn_code',
    `8, 2, 'bbb1', 'Kari Særland Vold', 'kari.vold@example.com', '', '2027-01-01', NULL`,
  )
  const set = await storage.report.open({}, [{ column: 'code', descending: false }], {
    timeZone: 'UTC',
    today: TODAY,
  })
  await storage.transaction('terms', async (tx) => {
    const change = { term: 'note' as const, note: 'Kari Særland Vold igjen' }
    const picked = { set, ranges: [[0, 1]] as [number, number][] }
    const details = { kind: 'change-terms' as const, change, changed: 1, skipped: [] }
    const id = await tx.operations.record({ at: 1, details })
    await tx.codes.change(id, picked, { kind: 'terms', change }, () => undefined)
  })
  const edits = [
    `2, 1, 'recipient', 'Kari Gammel', 'Kari Særland Vold'`,
    `2, 1, 'email', 'gone@example.com', 'Kari.Vold@Example.com'`,
    `2, 4, 'email', 'borte@example.com', 'ola@example.com'`,
    `2, 5, 'note', 'x', 'hilsen Kari Særland Vold'`,
  ]
  for (const edit of edits)
    await storage.run(`INSERT INTO code_edit (operation_id, code_id, field, before, after) VALUES (${edit})`)
  await storage.run(`INSERT INTO mail_wording (id, service, language, subject, text, merchant, support,
    promo_link) VALUES (1, 'events', 'nb', 'Hei', 'Hilsen kari.vold@example.com', 'Vold', 'support', '')`)
  await storage.run(`INSERT INTO mail_settings (id, host, port, security, user_name, sender_name, sender_address, reply_to,
    changed_at) VALUES (1, 'h', 1, 'tls', 'u', 'Kari Særland Vold', 's@example.com', '', 1)`)
  const messages = [
    `1, 1, 'Kari Særland Vold', 'Kari.Vold@Example.com', 'kari.vold@example.com', 'queued', '', 5`,
    `2, 1, 'Ola Nordmann', 'ola@example.com', 'ola@example.com', 'sent', 'no such kari.vold@example.com', 5`,
    `3, 2, 'Kari Gammel', 'kari.vold@example.com', 'kari.vold@example.com', 'sending', '', 5`,
    `4, 2, 'Nils', 'nils@example.com', 'nils@example.com', 'sent', 'ok', 5`,
  ]
  for (const message of messages)
    await storage.run(`INSERT INTO mail_message (id, batch_id, name, address, address_key, state, answer, state_at,
      operation_id, wording_id, message_id, queued_at, next_try, tries, divided)
      VALUES (${message}, 1, 1, 'id ${message.slice(0, 1)}', 1, 7, 0, 0)`)
  const attempts = [
    `1, 1, 'Kari Særland Vold', 'Kari.Vold@Example.com', 'try kari.vold@example.com'`,
    `2, 1, 'Ola Nordmann', 'ola@example.com', ''`,
    `2, 2, NULL, NULL, 'to=kari.vold@example.com'`,
  ]
  for (const attempt of attempts)
    await storage.run(`INSERT INTO mail_attempt (message_id, number, name, address, answer, at, "end")
      VALUES (${attempt}, 3, 'temporary')`)
  await storage.run(`INSERT INTO commerce_revision (revision, operation_id, at, for_events, for_training, mode, reason, changed,
    test) VALUES (1, 1, 1, 1, 0, 'test', 'update', '[]', '{}')`)
  const payments = [
    `1, 'r1', 'p1', 'Kurs for Kari Særland Vold', NULL, NULL`,
    `2, 'r2', 'p2', 'Kurs', 1, 'aaa1'`,
    `3, 'r3', 'p3', 'Kurs', 4, 'aaa4'`,
  ]
  for (const payment of payments)
    await storage.run(`INSERT INTO payment (id, request_id, reference, description, code_id, code, at, service, mode, revision,
      provider, destination, paid_with, item, "full", off, pay, currency, state, held, open)
      VALUES (${payment}, 5, 'events', 'test', 1, 'payflow-pro', 'sandbox', 'card', 'event', 1000, 0, 1000, 'USD', 'paid', 0, 0)`)
  await storage.run(`INSERT INTO payment_step (payment_id, number, kind, state, pairs, at)
    VALUES (1, 1, 'sale', 'done', '[{"name":"EMAIL","value":"kari.vold@example.com"}]', 1), (3, 1, 'sale', 'done', '[]', 1)`)
  await storage.transaction('texts', async (tx) => {
    await tx.drafts.write({
      key: 'find-list',
      content: '{"text":"Kari Særland Vold;kari.vold@example.com"}',
      savedAt: 3,
    })
    await tx.views.write({
      name: 'Kari Særland Vold',
      filter: { text: 'kari.vold@example.com' },
      order: [],
      columns: [],
    })
    await tx.settings.write({ name: 'The site' })
  })
}
