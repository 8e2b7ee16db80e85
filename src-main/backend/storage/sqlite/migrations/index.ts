import { promoCodes } from './0010-promo-codes.ts'
import { commerce } from './0020-commerce.ts'
import { payments } from './0030-payments.ts'
import { report } from './0040-report.ts'
import { paypalAccounts } from './0060-paypal-accounts.ts'
import { mail } from './0070-mail.ts'
import { viewIds } from './0100-view-ids.ts'
import { secretTargets } from './0110-secret-targets.ts'
import { queuedWordings } from './0120-queued-wordings.ts'
import { requests } from './0130-requests.ts'
import { mailFollowing } from './0140-mail-following.ts'
import { plainNames } from './0150-plain-names.ts'
import { mailChanges } from './0160-mail-changes.ts'
import { zeroedSpace } from './0190-zeroed-space.ts'
import { operationClient } from './0200-operation-client.ts'
import { pendingPayments } from './0210-pending-payments.ts'
import { codeTerms } from './0220-code-terms.ts'
import { redemptions } from './0230-redemptions.ts'
import { promoLink } from './0240-promo-link.ts'
import { operationAuthor } from './0250-operation-author.ts'
import type { Migration } from './migration.ts'

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  promoCodes,
  commerce,
  payments,
  report,
  paypalAccounts,
  mail,
  viewIds,
  secretTargets,
  queuedWordings,
  requests,
  mailFollowing,
  plainNames,
  mailChanges,
  zeroedSpace,
  operationClient,
  pendingPayments,
  codeTerms,
  redemptions,
  promoLink,
  operationAuthor,
]

/**
 * What the tables and indexes that these steps make come to (`check-database.ts`): a test compares it, and gives the
 * new one after a step was added. Making the tables to compare them with would take ten times as long at every start.
 */
export const SCHEMA_DIGEST = '508c945fe34351052141a47efc2811c021b77df2435c9c55866ba7b750154c09'
