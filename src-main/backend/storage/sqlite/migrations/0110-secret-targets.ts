import { sql } from 'kysely'
import { raw } from '../../sql/query.ts'
import type { Migration, MigrationConnection } from './migration.ts'

/**
 * What each secret was stored for, and room for an account's passwords of several logins: one is used only with its own,
 * and is there again when an undo brings that back. Those that are there already are given the server or account that they are saved
 * with; one that belongs to nothing is given '' and can be used for nothing. The texts are made here as they were when
 * this step was written: later changes of the program must not change what it does.
 */
export const secretTargets: Migration = {
  number: 110,
  name: 'secret-targets',
  up(connection) {
    connection.exec(`ALTER TABLE secret ADD COLUMN target TEXT NOT NULL DEFAULT ''`)
    const bind = (name: string | null, ...target: readonly (string | number)[]) =>
      name !== null &&
      connection.run(
        'migrate.bind-secret',
        raw(sql`UPDATE secret SET target = ${JSON.stringify(target)} WHERE name = ${name}`),
      )
    bindMailPassword(connection, bind)
    bindApiAccounts(connection, bind)
    bindAccountPasswords(connection, bind)
    keepOneForEachLogin(connection)
  },
}

type Bind = (name: string | null, ...target: readonly (string | number)[]) => void

function bindMailPassword(connection: MigrationConnection, bind: Bind): void {
  const rows = connection.all(
    'migrate.mail-settings',
    raw(
      sql<{
        host: string
        port: number
        security: string
        user_name: string
        password: string | null
      }>`SELECT host, port, security, user_name, password FROM mail_settings`,
    ),
  )
  for (const { host, port, security, user_name, password } of rows)
    bind(password, 'smtp', host.toLowerCase(), port, security, user_name)
}

/** The simulator's own API account, which is used where there is no other. */
const SIMULATOR_USER = 'simulator_api1.example.com'

function bindApiAccounts(connection: MigrationConnection, bind: Bind): void {
  const callers = connection.all(
    'migrate.callers',
    raw(
      sql<{
        mode: string
        user_name: string
        password: string | null
        signature: string | null
      }>`SELECT mode, user_name, password, signature FROM paypal_caller`,
    ),
  )
  for (const { mode, user_name, password, signature } of callers)
    for (const secret of [password, signature]) bind(secret, 'paypal-api', mode, user_name)
  const tokens = connection.all(
    'migrate.grant-tokens',
    raw(
      sql<{
        mode: string
        provider: string
        account: string
        destination: string
        secret: string
      }>`SELECT mode, provider, account, destination, secret FROM paypal_grant_token`,
    ),
  )
  for (const { mode, provider, account, destination, secret } of tokens) {
    const asked = callers.find((row) => row.mode === mode && row.password !== null && row.signature !== null)
    bind(secret, 'paypal-grant', destination, provider, account, asked?.user_name ?? SIMULATOR_USER)
  }
}

const PAYFLOW = ['partnerId', 'vendor', 'userId']
const LOGIN_FIELDS: Record<string, readonly string[]> = {
  'payflow-pro': PAYFLOW,
  'website-payments-pro-uk': PAYFLOW,
  'paypal-checkout-rest': ['clientId'],
}

/**
 * An account's password goes with the account as it is saved now, or as it was where it is kept for an undo. Services
 * that were linked share a secret: where their accounts differ now, the one that PayPal last confirmed has it.
 */
function bindAccountPasswords(connection: MigrationConnection, bind: Bind): void {
  const rows = connection.all(
    'migrate.account-passwords',
    raw(sql<{ secret: string; mode: string; provider: string; content: string | null }>`
      SELECT secret, mode, provider, content FROM (
        SELECT password.secret, password.mode, password.provider, 0 AS kept, password.verified_at, password.service,
          (SELECT iif(password.mode = 'test', test, production) FROM commerce_revision WHERE revision =
            iif(password.mode = 'test', service.test_revision, service.production_revision)) AS content
        FROM commerce_password AS password
        JOIN commerce_service AS service ON service.service = password.service
        UNION ALL
        SELECT password.secret, password.mode, password.provider, 1 AS kept, password.verified_at, password.service,
          (SELECT iif(password.mode = 'test', test, production) FROM commerce_revision WHERE revision =
            iif(password.mode = 'test', was.test_revision, was.production_revision)) AS content
        FROM commerce_before_password AS password
        JOIN commerce_before AS was
          ON was.operation_id = password.operation_id AND was.service = password.service
      ) ORDER BY kept DESC, verified_at IS NOT NULL, verified_at, service DESC`),
  )
  // The last one to be bound has it.
  for (const { secret, mode, provider, content } of rows) {
    const account = content === null ? {} : accountIn(content, provider)
    const login = (LOGIN_FIELDS[provider] ?? []).map((field) => {
      const value = account[field]
      return typeof value === 'string' ? value.trim() : ''
    })
    bind(secret, 'paypal-account', mode, provider, ...login)
  }
}

/** The primary key has the secret in it from here on. */
function keepOneForEachLogin(connection: MigrationConnection): void {
  const columns = `
    service TEXT NOT NULL CHECK (service IN ('events', 'training')),
    mode TEXT NOT NULL CHECK (mode IN ('test', 'production')),
    provider TEXT NOT NULL,
    secret TEXT NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
    revision INTEGER NOT NULL`
  const times = `set_at INTEGER NOT NULL, verified_at INTEGER`
  connection.exec(`
    CREATE TABLE commerce_password_next (
      ${columns} REFERENCES commerce_revision (revision), ${times},
      PRIMARY KEY (service, mode, provider, secret)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO commerce_password_next SELECT service, mode, provider, secret, revision, set_at, verified_at
      FROM commerce_password;
    DROP TABLE commerce_password;
    ALTER TABLE commerce_password_next RENAME TO commerce_password;

    CREATE TABLE commerce_before_password_next (
      operation_id INTEGER NOT NULL, ${columns}, ${times},
      PRIMARY KEY (operation_id, service, mode, provider, secret)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO commerce_before_password_next
      SELECT operation_id, service, mode, provider, secret, revision, set_at, verified_at
      FROM commerce_before_password;
    DROP TABLE commerce_before_password;
    ALTER TABLE commerce_before_password_next RENAME TO commerce_before_password;`)
}

const accountIn = (content: string, provider: string): Readonly<Record<string, unknown>> =>
  (JSON.parse(content) as { accounts?: Record<string, Record<string, unknown>> }).accounts?.[provider] ?? {}
