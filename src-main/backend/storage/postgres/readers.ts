import type { Readers } from '../storage.ts'
import type { ReadConnection } from './connection.ts'
import { codesReader } from './codes.ts'
import { commerceReader } from '../sql/commerce.ts'
import { draftsReader } from '../sql/drafts.ts'
import { mailReader } from '../sql/mail.ts'
import { operationsReader } from './operations.ts'
import { overviewReader } from '../sql/overview.ts'
import { paymentsReader } from '../sql/payments.ts'
import { paypalReader } from '../sql/paypal-accounts.ts'
import { privacyReader } from '../sql/privacy.ts'
import { redemptionsReader } from '../sql/redemptions.ts'
import { reportReader } from './report.ts'
import { secretsReader } from '../sql/secrets.ts'
import { settingsReader } from '../sql/settings.ts'
import { siteReader } from '../sql/site.ts'
import { viewsReader } from '../sql/views.ts'

/** Everything that is read, on one connection. */
export const createReaders = (connection: ReadConnection): Readers => ({
  codes: codesReader(connection),
  commerce: ofOneState(connection, commerceReader),
  drafts: ofOneState(connection, draftsReader),
  mail: ofOneState(connection, mailReader),
  operations: operationsReader(connection),
  overview: ofOneState(connection, overviewReader),
  payments: ofOneState(connection, paymentsReader),
  paypal: ofOneState(connection, paypalReader),
  privacy: ofOneState(connection, privacyReader),
  redemptions: ofOneState(connection, redemptionsReader),
  report: reportReader(connection),
  secrets: ofOneState(connection, secretsReader),
  settings: settingsReader(connection),
  site: ofOneState(connection, siteReader),
  views: ofOneState(connection, viewsReader),
})

/** A reader of which each call sees one state of the site, however many statements it takes. */
function ofOneState<Reader extends object>(
  connection: ReadConnection,
  on: (connection: ReadConnection) => Reader,
): Reader {
  const calls = Object.keys(on(connection)).map((method) => [
    method,
    (...parameters: unknown[]) =>
      connection.snapshot(
        async (state) =>
          await (on(state) as Record<string, (...given: unknown[]) => Promise<unknown>>)[method]?.(
            ...parameters,
          ),
      ),
  ])
  return Object.fromEntries(calls) as Reader
}
