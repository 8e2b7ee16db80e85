import { codesAndHistory } from './0010-codes-and-history.ts'
import { operationClient } from './0200-operation-client.ts'
import { codeTerms } from './0220-code-terms.ts'
import { drafts } from './0300-drafts.ts'
import { addressKey } from './0305-address-key.ts'
import { commerce } from './0310-commerce.ts'
import { paypal } from './0320-paypal.ts'
import { views } from './0330-views.ts'
import { payments } from './0340-payments.ts'
import { redemptions } from './0350-redemptions.ts'
import { mail } from './0360-mail.ts'
import { operationAuthor } from './0370-operation-author.ts'
import { references } from './0380-references.ts'
import type { Migration } from './migration.ts'

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  codesAndHistory,
  operationClient,
  codeTerms,
  drafts,
  addressKey,
  commerce,
  paypal,
  views,
  payments,
  redemptions,
  mail,
  operationAuthor,
  references,
]
