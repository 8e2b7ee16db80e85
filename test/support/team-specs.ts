/**
 * The integration specs that also run with the site in a database of PostgreSQL (`npm run test:team`): all that start a
 * backend in their own process and look into no file of SQLite. Those that run over both engines anyway are left out.
 * Those of `team/` need a database, and run here only.
 */
export const teamSpecs: readonly string[] = [
  'test/integration/backend/announced-changes.spec.ts',
  'test/integration/backend/operation-ids.spec.ts',
  'test/integration/backend/overview-counts.spec.ts',
  'test/integration/backend/reopened-reports.spec.ts',
  'test/integration/backend/report-columns.spec.ts',
  'test/integration/backend/sample-site.spec.ts',
  'test/integration/backend/views.spec.ts',
  'test/integration/commerce/drafts.spec.ts',
  'test/integration/commerce/linking.spec.ts',
  'test/integration/commerce/live-checks.spec.ts',
  'test/integration/commerce/modes.spec.ts',
  'test/integration/commerce/review.spec.ts',
  'test/integration/commerce/services.spec.ts',
  'test/integration/commerce/set-services.spec.ts',
  'test/integration/commerce/undo-review.spec.ts',
  'test/integration/commerce/undo.spec.ts',
  'test/integration/mail/approval.spec.ts',
  'test/integration/mail/follow-model.spec.ts',
  'test/integration/mail/outbox.spec.ts',
  'test/integration/mail/plan-queue.spec.ts',
  'test/integration/mail/promo-link.spec.ts',
  'test/integration/mail/undo-order.spec.ts',
  'test/integration/mail/word.spec.ts',
  'test/integration/paypal/accounts.spec.ts',
  'test/integration/paypal/answers.spec.ts',
  'test/integration/paypal/grants.spec.ts',
  'test/integration/paypal/stored-secrets.exploit.spec.ts',
  'test/integration/privacy/erase.property.exploit.spec.ts',
  'test/integration/redemptions/checkout-access.exploit.spec.ts',
  'test/integration/redemptions/example-shop.spec.ts',
  'test/integration/report-spreadsheet-values.spec.ts',
  'test/integration/team/*.spec.ts',
]
