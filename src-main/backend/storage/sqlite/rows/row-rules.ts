import type { Schema } from '../../sql/schema.ts'
import {
  batchRules,
  codeEditRules,
  operationChangeRules,
  promoCodeRules,
  withdrawnCodeRules,
} from './code-rules.ts'
import type { TableRules } from './column-rules.ts'
import {
  accountCheckRules,
  apiAccountRules,
  beforeRules,
  grantRules,
  grantTokenRules,
  keptPasswordRules,
  passwordRules,
  revisionRules,
  serviceRules,
} from './commerce-rules.ts'
import {
  attemptRules,
  codeHomeRules,
  mailChangeRules,
  mailSettingsRules,
  messageCodeRules,
  messageRules,
  templateChangeRules,
  templateRules,
  wordingRules,
} from './mail-rules.ts'
import { paymentRules, paymentStepRules, redemptionRules } from './payment-rules.ts'
import { siteOrderReturnRules, siteOrderRules } from './redemption-rules.ts'
import {
  draftRules,
  operationRules,
  reportViewRules,
  requestRules,
  secretBoxRules,
  secretRules,
  settingRules,
} from './site-rules.ts'

export type TableName = keyof Schema

/** What may be in each column of each table: what the program writes there, by the schemas of the contract. */
export const ROW_RULES = {
  setting: settingRules,
  operation: operationRules,
  request: requestRules,
  batch: batchRules,
  promo_code: promoCodeRules,
  withdrawn_code: withdrawnCodeRules,
  operation_change: operationChangeRules,
  code_edit: codeEditRules,
  report_view: reportViewRules,
  commerce_revision: revisionRules,
  commerce_service: serviceRules,
  commerce_password: passwordRules,
  commerce_grant: grantRules,
  commerce_before: beforeRules,
  commerce_before_password: keptPasswordRules,
  secret_box: secretBoxRules,
  secret: secretRules,
  draft: draftRules,
  payment: paymentRules,
  payment_step: paymentStepRules,
  redemption: redemptionRules,
  site_order: siteOrderRules,
  site_order_return: siteOrderReturnRules,
  paypal_api_account: apiAccountRules,
  account_check: accountCheckRules,
  paypal_grant_token: grantTokenRules,
  mail_template: templateRules,
  mail_template_change: templateChangeRules,
  mail_settings: mailSettingsRules,
  mail_wording: wordingRules,
  mail_message: messageRules,
  mail_message_code: messageCodeRules,
  mail_attempt: attemptRules,
  mail_code_home: codeHomeRules,
  mail_change: mailChangeRules,
} satisfies {
  readonly [T in TableName]: TableRules<{ [C in keyof Schema[T]]: never }> | TableRules<Schema[T]>
}
