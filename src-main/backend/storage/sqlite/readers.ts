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
  commerce: commerceReader(connection),
  drafts: draftsReader(connection),
  mail: mailReader(connection),
  operations: operationsReader(connection),
  overview: overviewReader(connection),
  payments: paymentsReader(connection),
  paypal: paypalReader(connection),
  privacy: privacyReader(connection),
  redemptions: redemptionsReader(connection),
  report: reportReader(connection),
  secrets: secretsReader(connection),
  settings: settingsReader(connection),
  site: siteReader(connection),
  views: viewsReader(connection),
})
