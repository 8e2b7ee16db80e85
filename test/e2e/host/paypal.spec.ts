import { test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { paymentsPage } from '../support/payments-page.ts'
import { buyAtPaypal, REST, sell } from '../support/selling.ts'

test.use({ ownHost: true })

test('the buyer approves, cancels, is declined in the person’s own browser, and the app goes on', async ({
  app,
}) => {
  await sell(app, { provider: REST })
  await commercePage(app.page).updated(1)
  await paymentsPage(app).open()
  await buyAtPaypal(app)
})
