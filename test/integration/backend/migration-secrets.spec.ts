import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { passwordTarget } from '#backend/areas/commerce/passwords.ts'
import { connectionTarget } from '#backend/areas/mail/sending/server.ts'
import { callerTarget } from '#backend/areas/paypal/accounts/logins.ts'
import { tokenTarget } from '#backend/areas/paypal/grants/grant-token.ts'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { mailMessagesReader } from '#backend/storage/sql/mail-messages.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { accountOf, type Content } from '#shared/domain/commerce/settings.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const upTo = (number: number) => migrations.filter((migration) => migration.number <= number)
const open = (steps: typeof migrations) =>
  openStore({ folder, clock: testClock(), log: testLog(), migrations: steps })
function withSite<T>(work: (connection: OwnedConnection) => T): T {
  const path = join(folder, 'site.sqlite')
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

const SERVER = {
  host: 'SMTP.Fjordkurs.Example',
  port: 587,
  security: 'starttls',
  userName: `o'k "r" å`,
} as const
const [PAYFLOW, REST] = [contentFor('payflow-pro', ' Ære '), contentFor('paypal-checkout-rest', 'live')]
const [EARLIER, LATER] = [contentFor('payflow-pro', 'earlier'), contentFor('payflow-pro', 'later')]

/** A site as the version before left it, with a secret of every kind and some that are awkward. */
function fill({ database }: OwnedConnection): void {
  const revision =
    database.prepare(`INSERT INTO commerce_revision (revision, operation_id, at, for_events, for_training,
    mode, reason, changed, restored_from, test, production) VALUES (?, 1, 0, 1, 1, 'test', 'update', '[]', NULL, ?, ?)`)
  const secret = database.prepare(`INSERT INTO secret (name, sealed) VALUES (?, 'c2VhbGVk')`)
  const password = database.prepare(`INSERT INTO commerce_password VALUES (?, ?, ?, ?, 1, 0, ?)`)
  database.exec(`INSERT INTO operation VALUES (1, 'update-settings', 0, '{}', NULL)`)
  for (const name of [
    'mail.a',
    'paypal-caller.a',
    'paypal-caller.b',
    'paypal-grant.a',
    'paypal-grant.b',
    'paypal-password.a',
    'paypal-password.b',
    'paypal-password.shared',
    'paypal-password.kept',
    'orphan',
  ])
    secret.run(name)
  const json = (content: Content) => JSON.stringify(content)
  revision.run(1, json(PAYFLOW), json(REST))
  revision.run(2, json(LATER), null)
  revision.run(3, json(EARLIER), null)
  database.exec(`UPDATE commerce_service SET test_revision = 1, production_revision = 1 WHERE service = 'events';
    UPDATE commerce_service SET test_revision = 2 WHERE service = 'training'`)
  database
    .prepare(`INSERT INTO mail_settings VALUES (1, ?, ?, ?, ?, 'mail.a', '', 'a@b.example', '', NULL, 0)`)
    .run(SERVER.host, SERVER.port, SERVER.security, SERVER.userName)
  database.exec(`INSERT INTO paypal_caller VALUES ('test', 'api.example', 'APP', 'paypal-caller.a', 'paypal-caller.b');
    INSERT INTO paypal_grant_token VALUES
      ('test', 'express-checkout-us', 'salg@fjordkurs.example', 'sandbox', 'paypal-grant.a'),
      ('production', 'express-checkout-us', 'salg@fjordkurs.example', 'live', 'paypal-grant.b')`)
  password.run('events', 'production', 'paypal-checkout-rest', 'paypal-password.b', null)
  password.run('events', 'test', 'payflow-pro', 'paypal-password.shared', 99)
  // The services were linked, so they share the secret; the accounts are others now, and PayPal confirmed only one.
  password.run('training', 'test', 'payflow-pro', 'paypal-password.shared', null)
  password.run('training', 'test', 'website-payments-pro-uk', 'paypal-password.a', null)
  database.exec(`INSERT INTO commerce_before VALUES (1, 'training', 1, 1, 'test', 3, NULL, NULL);
    INSERT INTO commerce_before_password VALUES (1, 'training', 'test', 'payflow-pro', 'paypal-password.kept', 3, 0, NULL)`)
}

describe('migration 0110', () => {
  it('gives every secret the server or account that it is saved with', async () => {
    await (await open(upTo(70))).close()
    withSite(fill)
    await (await open(upTo(110))).close()
    const targets = withSite(({ database }) =>
      Object.fromEntries(
        database.prepare('SELECT name, target FROM secret').raw().all() as [string, string][],
      ),
    )
    const payflow = { mode: 'test', provider: 'payflow-pro' } as const
    const rest = { mode: 'production', provider: 'paypal-checkout-rest' } as const
    const grant = { provider: 'express-checkout-us', account: 'salg@fjordkurs.example' } as const
    expect(targets).toEqual({
      'mail.a': connectionTarget({ ...SERVER, host: 'smtp.fjordkurs.example' }),
      'paypal-caller.a': callerTarget('test', 'api.example'),
      'paypal-caller.b': callerTarget('test', 'api.example'),
      'paypal-grant.a': tokenTarget({ ...grant, destination: 'sandbox', caller: 'api.example' }),
      'paypal-grant.b': tokenTarget({ ...grant, destination: 'live', caller: 'simulator_api1.example.com' }),
      'paypal-password.a': passwordTarget(
        { mode: 'test', provider: 'website-payments-pro-uk' },
        accountOf({}, 'website-payments-pro-uk'),
      ),
      'paypal-password.b': passwordTarget(rest, accountOf(REST.accounts, rest.provider)),
      'paypal-password.shared': passwordTarget(payflow, accountOf(PAYFLOW.accounts, 'payflow-pro')),
      'paypal-password.kept': passwordTarget(payflow, accountOf(EARLIER.accounts, 'payflow-pro')),
      orphan: '',
    })
    expect(await readdir(join(folder, 'backups'))).toHaveLength(1)
    withSite(({ database }) => {
      const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
      expect([count('commerce_password'), count('commerce_before_password')]).toEqual([4, 1])
      expect(database.pragma('foreign_key_check')).toEqual([])
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    })
  })

  it('keeps what is sealed, and a site without secrets is one still', async () => {
    await (await open(upTo(70))).close()
    await (await open(upTo(110))).close()
    withSite(({ database }) => {
      expect(database.prepare('SELECT count(*) FROM secret').pluck().get()).toBe(0)
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    })
  })
})

describe('migration 0120', () => {
  it('finds the services of what waits, among messages that were there before', async () => {
    await (await open(upTo(110))).close()
    withSite(({ database }) => {
      database.exec(`INSERT INTO operation VALUES (1, 'queue-messages', 0, '{}', NULL);
        INSERT INTO mail_wording VALUES (1, 'events', 'nb', '', '', '', ''), (2, 'training', 'nb', '', '', '', '')`)
      const insert = database.prepare(`INSERT INTO mail_message VALUES
        (?, 1, 1, ?, 'K', ?, ?, ?, NULL, ?, 0, 0, 0, 0, NULL, '', NULL)`)
      insert.run(1, 1, 'a@b.example', 'a@b.example', 'one', 'sent')
      insert.run(2, 2, 'c@d.example', 'c@d.example', 'two', 'queued')
    })
    const store = await open(upTo(120))
    expect(await mailMessagesReader(store.reading).servicesQueued()).toEqual(['training'])
    await store.close()
  })
})
