import { expect, type TestApp } from '../fixtures.ts'
import { commercePage } from './commerce-page.ts'
import { paymentsPage } from './payments-page.ts'

export const PAYFLOW = 'PayPal Payflow Pro'
export const UK = 'PayPal Website Payments Pro (Storbritannia)'
export const REST = 'PayPal Checkout (REST)'

/** A service that takes payments in test: the provider, its account, and for Payflow the account type and cards. */
export async function sell(
  { page }: TestApp,
  { provider, type, cards = [] }: { provider: string; type?: string | RegExp; cards?: readonly string[] },
): Promise<void> {
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.chooseProvider(provider)
  if (type) await page.getByRole('radio', { name: type, exact: true }).check()
  for (const card of cards) await shop.card(card).check()
  if (provider === REST) {
    await shop.fill({ 'Klient-ID': 'fjordkurs-klient' })
    await page.locator('[data-field="password"] input').fill('fjordkurs-sandkasse')
  } else if (type) await shop.fillAccount('-sandbox')
  else await shop.fill({ 'PayPal-e-postadresse for pålogging': 'salg@fjordkurs.example' })
  await shop.fillMerchant()
}

/** The permission of an Express Checkout account, given at PayPal. */
export async function grant(app: TestApp): Promise<void> {
  const ask = () => app.page.getByTestId('ask-grant').click()
  await paymentsPage(app).atPaypal(ask, async (paypal) => {
    await paypal.getByRole('button', { name: 'Gi tillatelse' }).click()
    await expect(paypal.getByRole('heading', { level: 1 })).toContainText('Ferdig hos PayPal')
  })
  await expect(app.page.locator('[data-field="grant"]')).toContainText('Gitt i simulatoren')
}

export async function createCode({ page }: TestApp, code: string, percent = '25'): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Opprett kampanjekoder' }).click()
  await page.getByRole('radio', { name: 'Én mottaker' }).click()
  await page.getByLabel('Mottakernavn').fill('Kari Nordli')
  await page.getByRole('textbox', { name: 'E-post' }).fill('kari@nordli.example')
  await page.getByRole('radio', { name: 'Egendefinert' }).click()
  await page.getByLabel('Egendefinert kampanjekode').fill(code)
  await page.getByRole('textbox', { name: 'Rabatt' }).fill(percent)
  await page.getByRole('button', { name: 'Opprett 1 kode' }).click()
  await expect(page.getByTestId('notice')).toContainText('1 kode')
}

/** Three payments by Express Checkout: the buyer approves, cancels, is declined. */
export async function buyAtPaypal(app: TestApp): Promise<void> {
  const tests = paymentsPage(app)
  await expect(tests.pay()).toHaveCount(0)
  await tests.atPaypal(() => tests.express().click(), tests.approves)
  await expect(tests.earlier().first()).toContainText(/PayPal-pålogging.*Gjennomført.*etterpå\./)
  await tests.atPaypal(() => tests.express().click(), tests.cancels)
  await expect(tests.earlier().first()).toContainText('Avbrutt')
  await tests.atPaypal(() => tests.express().click(), tests.declines)
  await expect(tests.earlier().first()).toContainText('Avslått')
}
