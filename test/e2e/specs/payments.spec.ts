import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { paymentsPage } from '../support/payments-page.ts'
import { buyAtPaypal, grant, PAYFLOW, sell, UK } from '../support/selling.ts'

test.use({ ownHost: true })

test('Payflow Pro with cards: paid and voided, declined by the amount, by keyboard alone', async ({
  app,
}) => {
  const { page } = app
  const tests = paymentsPage(app)
  await sell(app, { provider: PAYFLOW, type: /^PayPal Payments Pro-/, cards: ['Visa', 'AMEX'] })
  await commercePage(page).updated(1)

  await tests.open()
  const buyer = page.locator('.payment-page')
  await expect(buyer).toContainText('Fjordkurs AS')
  await expect(buyer.getByTestId('page-cards').getByRole('img')).toHaveCount(2)
  await expect(buyer.getByTestId('page-express')).toHaveCount(0)
  await expect(page.getByTestId('mode')).toContainText('Test')
  await expect(page.getByRole('radio', { name: 'Simulator' })).toBeChecked()

  // What is wrong is said beside its field, and the first of it has the focus.
  await tests.card('number').fill('4111111111111112')
  await tests.card('cvv').fill('1')
  await tests.card('number').press('Enter')
  await expect(tests.card('number')).toBeFocused()
  await expect(buyer.getByRole('alert')).toHaveText([/^Kortnummeret stemmer ikke/, 'CVV har 3 sifre.'])
  await tests.card('number').fill('5555555555554444')
  await expect(buyer.getByRole('alert').first()).toHaveText(
    'MasterCard tas ikke imot her. Velg blant Visa, AMEX.',
  )

  await tests.chooseCard('Visa 4111 … 1111')
  await expect(tests.card('number')).toHaveValue('4111 1111 1111 1111')
  await tests.card('cvv').press('Enter')
  await tests.went('authorize done', 'capture done', 'void done')
  await expect(tests.steps().first()).toContainText('US$ 120,00 er reservert på kortet')
  await expect(tests.steps().first()).toContainText('RESULT0')
  await expect(tests.earlier().first()).toContainText(/Visa … 1111.*US\$\s120,00.*Annullert etterpå\./)

  await page.getByTestId('new-test').click()
  await page.getByTestId('try-decline').click()
  await expect(tests.pay()).toHaveText('Betal US$ 1 012,00')
  await tests.chooseCard('AMEX 3782 … 0005')
  await tests.pay().focus()
  await page.keyboard.press('Enter')
  await tests.went('authorize refused')
  await expect(tests.end()).toContainText('Ingenting er trukket.')
  await expect(tests.earlier().first()).toContainText(/AMEX … 0005.*Avslått.*\(RESULT 12: Declined\)/)
  await expect(tests.earlier()).toHaveCount(2)

  // PayPal's answer is lost on the way: PayPal is asked what happened to the payment.
  await tests.price().fill('1104')
  await tests.pay().click()
  await tests.went('authorize unknown')
  await expect(tests.end()).toContainText('Uavklart')
  await expect(tests.earlier().first()).toContainText('Uavklart')
  await page.getByTestId('settle').click()
  await tests.went('authorize unknown', 'inquire done')
  await expect(tests.end()).toHaveText('Ingenting er trukket.')
  await expect(tests.earlier().first()).toContainText(/Avslått.*Avklart med simulatoren\./)
  await page.getByTestId('copy-answers').click()
  await expect(page.getByTestId('notice')).toContainText('Svarene er kopiert.')

  // An earlier one is looked at again, and what was typed of the price is there after a reload; the card is not.
  await tests.earlier().last().getByRole('button').press('Enter')
  await tests.went('authorize done', 'capture done', 'void done')
  await tests.card('number').fill('4012888888881881')
  await page.reload()
  await expect(tests.price()).toHaveValue('1104')
  await expect(tests.card('number')).toHaveValue('4111 1111 1111 1111')
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
  expect(kept.replace(/\s/g, '')).not.toMatch(/4111111|4012888/)
})

test('Payflow Pro with six cards and Express Checkout: Diners Club, approved, cancelled, declined at PayPal, and voided later', async ({
  app,
}) => {
  const { page } = app
  const tests = paymentsPage(app)
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa', 'Diners Club', 'JCB'] })
  await page.getByRole('checkbox', { name: /^Ekspresskasse/ }).check()
  await commercePage(page).updated(1)
  await tests.open()
  await tests.after().uncheck()

  await tests.chooseCard('Diners Club 3056 … 5904')
  await tests.pay().click()
  await tests.went('authorize done', 'capture done')
  await tests.reverse()
  await tests.went('authorize done', 'capture done', 'void done')

  await tests.atPaypal(
    () => tests.express().click(),
    async (paypal) => {
      await tests.went('start-express done', 'buyer-approves running')
      await expect(page.getByTestId('open-paypal')).toBeVisible()
      await expect(tests.pay()).toHaveAttribute('aria-disabled', 'true')
      await tests.approves(paypal)
    },
  )
  await expect(tests.earlier().first()).toContainText(/PayPal-pålogging.*Gjennomført/)
  await expect(page.getByTestId('open-paypal')).toHaveCount(0)
  await tests.reverse()
  await expect(tests.earlier().first()).toContainText('etterpå.')

  await tests.atPaypal(() => tests.express().click(), tests.cancels)
  await tests.went('start-express done', 'buyer-approves refused')
  await expect(tests.end()).toContainText('Betalingen er avbrutt. Ingenting er trukket.')

  await tests.atPaypal(() => tests.express().click(), tests.declines)
  await expect(tests.earlier().first()).toContainText('Avslått')

  // Given up from here.
  await tests.express().click()
  await tests.went('start-express done', 'buyer-approves running')
  await page.getByTestId('cancel').click()
  await tests.went('start-express done', 'buyer-approves refused')
  await expect(tests.earlier().first()).toContainText('Avbrutt')
})

for (const [provider, pays] of [
  [PAYFLOW, 'US$ 120,00'],
  [UK, '£ 120,00'],
] as const)
  test(`${provider} as Website Payments Pro: PayPal’s own page takes the card`, async ({ app }) => {
    const { page } = app
    const tests = paymentsPage(app)
    await sell(app, { provider, type: 'Website Payments Pro' })
    await commercePage(page).updated(1)
    await tests.open()
    await expect(tests.card('number')).toHaveCount(0)
    await expect(tests.pay()).toHaveText(`Betal ${pays} hos PayPal`)

    const typesCard = (expires: string) => async (paypal: Page) => {
      await paypal.getByLabel('Kortnummer').fill('4111 1111 1111 1111')
      await paypal.getByLabel(/^Utløper/).fill(expires)
      await paypal.getByLabel('Sikkerhetskode').fill('123')
      await paypal.getByRole('button', { name: /^Betal/ }).click()
      await expect(paypal.getByRole('heading', { level: 1 })).toContainText('Ferdig hos PayPal')
    }
    await tests.atPaypal(() => tests.pay().click(), typesCard('12/39'))
    await expect(tests.earlier().first()).toContainText(/Gjennomført.*etterpå\./)
    await expect(tests.steps().first()).toContainText('PayPals kortside er klar')

    await tests.atPaypal(() => tests.pay().click(), tests.cancels)
    await expect(tests.earlier().first()).toContainText('Avbrutt')

    await page.getByTestId('new-test').click()
    await page.getByTestId('try-decline').click()
    await tests.atPaypal(() => tests.pay().click(), typesCard('12/39'))
    await expect(tests.earlier().first()).toContainText(/Avslått.*RESULT 12/)
  })

test('Website Payments Pro (UK) with cards: Visa taken as Visa/Debit/Electron, declined, voided', async ({
  app,
}) => {
  const { page } = app
  const tests = paymentsPage(app)
  await sell(app, {
    provider: UK,
    type: 'Website Payments Pro Payflow-utgave',
    cards: ['Visa/Debit/Electron', 'MasterCard'],
  })
  await commercePage(page).updated(1)
  await tests.open()
  await expect(page.getByText('Pris i GBP')).toBeVisible()
  await tests.pay().click()
  await tests.went('authorize done', 'capture done', 'void done')
  await expect(tests.earlier().first()).toContainText(/Visa\/Debit\/Electron … 1111.*£\s120,00/)
  await tests.price().fill('1012')
  await tests.chooseCard('MasterCard 5555 … 4444')
  await tests.pay().click()
  await tests.went('authorize refused')
})

for (const provider of ['PayPal-ekspresskasse (Canada)', 'PayPal-ekspresskasse (USA)'])
  test(`${provider}: the buyer approves, cancels, is declined; the money goes back`, async ({ app }) => {
    const { page } = app
    const tests = paymentsPage(app)
    await sell(app, { provider })
    await commercePage(page).updated(1)
    await tests.open()
    await expect(page.getByTestId('obstacle')).toContainText('API-tillatelse')
    await page.getByTestId('obstacle').getByRole('button').click()
    await grant(app)
    await tests.open()
    await buyAtPaypal(app)
  })
