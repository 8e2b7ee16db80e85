import type { Writers } from '../storage.ts'
import type { WorkingConnection } from './connection.ts'
import { codesWriter } from './codes.ts'
import { commerceWriter } from '../sql/commerce.ts'
import { draftsWriter } from '../sql/drafts.ts'
import { mailWriter } from '../sql/mail.ts'
import { operationsWriter } from './operations.ts'
import { paymentsWriter } from '../sql/payments.ts'
import { paypalWriter } from '../sql/paypal-accounts.ts'
import { privacyWriter } from '../sql/privacy.ts'
import { redemptionsWriter } from '../sql/redemptions.ts'
import { secretsWriter } from '../sql/secrets.ts'
import { settingsWriter } from '../sql/settings.ts'
import { viewsWriter } from '../sql/views.ts'

/** Everything that is written, in the transactions of one connection. */
export const createWriters = (connection: WorkingConnection): Writers => ({
  codes: codesWriter(connection),
  commerce: commerceWriter(connection),
  drafts: draftsWriter(connection),
  mail: mailWriter(connection),
  operations: operationsWriter(connection),
  payments: paymentsWriter(connection),
  paypal: paypalWriter(connection),
  privacy: privacyWriter(connection),
  redemptions: redemptionsWriter(connection),
  secrets: secretsWriter(connection),
  settings: settingsWriter(connection),
  views: viewsWriter(connection),
})
