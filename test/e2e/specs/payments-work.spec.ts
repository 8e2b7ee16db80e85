import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { commercePage, PASSPHRASE } from '../support/commerce-page.ts'
import { paymentsPage } from '../support/payments-page.ts'
import { createCode, PAYFLOW, sell } from '../support/selling.ts'

test.use({ ownHost: true })

test('a promo code: its discount at once, used up by the payment, given back by the void', async ({
  app,
}) => {
  const { page } = app
  const tests = paymentsPage(app)
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa'] })
  await commercePage(page).updated(1)
  await commercePage(page).closeNotice()
  await createCode(app, 'VAAR-25')

  await tests.open()
  await tests.after().uncheck()
  await tests.code().fill('HOST-25')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText(
    'Ingen kampanjekode heter HOST-25.',
  )
  await tests.pay().click()
  await expect(tests.code()).toBeFocused()
  await expect(tests.earlier()).toHaveCount(0)

  await tests.code().fill('vaar-25')
  await expect(page.locator('.payment-page')).toContainText('−US$ 30,00')
  await expect(tests.pay()).toHaveText('Betal US$ 90,00')
  await tests.pay().click()
  await tests.went('check-code done', 'authorize done', 'capture done', 'redeem done')
  await expect(tests.steps().first()).toContainText('US$ 120,00 − US$ 30,00 = US$ 90,00')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText('VAAR-25 er brukt opp.')

  const openReport = () =>
    page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await openReport()
  await expect(page.getByRole('grid')).toContainText('Brukt opp')

  await tests.open()
  await tests.earlier().first().getByRole('button').click()
  await page.getByTestId('reverse').focus()
  await page.keyboard.press('Enter')
  await tests.went(
    'check-code done',
    'authorize done',
    'capture done',
    'redeem done',
    'void done',
    'give-back done',
  )
  await expect(page.getByTestId('copy-answers')).toBeFocused()
  await expect(tests.pay()).toHaveText('Betal US$ 90,00')
  await openReport()
  await expect(page.getByRole('grid')).toContainText('Aktiv')

  // A code that covers everything: PayPal has nothing to do.
  await createCode(app, 'GRATIS', '100')
  await tests.open()
  await tests.code().fill('GRATIS')
  await expect(tests.pay()).toHaveText('Fullfør uten betaling')
  await expect(page.locator('[data-card=number]')).toHaveCount(0)
  await tests.pay().click()
  await tests.went('check-code done', 'redeem done')
  await expect(tests.end()).toHaveText('Koden dekker hele prisen, så PayPal brukes ikke.')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText('GRATIS er brukt opp.')
  await tests.reverse()
  await tests.went('check-code done', 'redeem done', 'give-back done')

  // The other service sells other things, and a code of this one does not hold there.
  await commercePage(page).open('Webex Events')
  await commercePage(page).tick('Webex Training')
  await expect(page.getByTestId('link-strip')).toContainText('Koblet med Webex Training.')
  await tests.open()
  await page.locator('[data-field="kind"] .v-field').click()
  await page.getByRole('option', { name: 'Webex Training: direktesendte økter' }).click()
  await expect(page.getByRole('textbox', { name: 'Vare' })).toHaveValue('Excel for regnskap')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText(
    'GRATIS gjelder ikke for Webex Training.',
  )
  await page.getByRole('button', { name: 'Fjern koden' }).click()
  await expect(tests.code()).toBeFocused()
  await tests.pay().click()
  await tests.went('authorize done', 'capture done')
  await expect(tests.end()).toHaveCount(0)

  // All of it is in the history.
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await expect(page.getByRole('option').filter({ hasText: /annullert/i })).toHaveCount(2)
})

test('what has to be done first is said with the way to it, and the overview counts the payment', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  const tests = paymentsPage(app)
  const obstacle = page.getByTestId('obstacle')
  await expect(page.getByTestId('step-payment')).toContainText('Kjør en testtransaksjon')
  await tests.open()
  await expect(obstacle).toContainText('E-handel er ikke aktivert.')
  await obstacle.getByRole('button').click()
  await expect(page.getByRole('heading', { level: 1, name: 'E-handel' })).toBeVisible()
  await shop.enable('Webex Events')
  await tests.open()
  await expect(obstacle).toContainText('Mangler: Leverandør.')
  await obstacle.getByRole('button').click()
  await shop.chooseProvider(PAYFLOW)
  await page.getByRole('radio', { name: 'Payflow Pro', exact: true }).check()
  await shop.card('Visa').check()
  await shop.fillAccount('-sandbox')
  await shop.fillMerchant()
  await shop.updated(1)

  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await page.getByTestId('step-payment').getByRole('button', { name: 'Start test' }).click()
  await tests.pay().click()
  await tests.went('authorize done', 'capture done', 'void done')
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await expect(page.getByTestId('step-payment')).toContainText('gjort')

  // In Production nothing is tried.
  await shop.open('Webex Events')
  await shop.mode('Produksjon').click()
  await shop.fillAccount('')
  await shop.update()
  await shop.publish()
  await tests.open()
  await expect(obstacle).toContainText('Webex Events er i produksjon.')
  await obstacle.getByRole('button', { name: /Gå til Webex Events/ }).click()
  await shop.mode('Test').click()
  await shop.carryOut()
  await expect(page.getByTestId('mode')).toContainText('Test')
  await tests.open()
  await expect(tests.pay()).toBeVisible()
})

test('the backend is gone while the buyer is at PayPal: what happened to the payment is found out', async ({
  app,
}) => {
  const { page } = app
  const tests = paymentsPage(app)
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa'] })
  await page.getByRole('checkbox', { name: /^Ekspresskasse/ }).check()
  await commercePage(page).updated(1)
  await tests.open()
  await tests.express().click()
  await tests.went('start-express done', 'buyer-approves running')
  await app.killBackend()
  await expect(page.getByTestId('notice')).toContainText('Det ble påbegynt: kjøre testtransaksjonen.')
  await page.getByRole('textbox', { name: 'Passfrase' }).fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(tests.earlier().first()).not.toContainText('Hos PayPal')
  await expect(tests.pay()).not.toHaveAttribute('aria-disabled', 'true')
  await tests.pay().click()
  await expect(tests.earlier()).toHaveCount(2)
})

test.describe('reads well', () => {
  const LONG = 'Fagdager for regnskapsførere, revisorer og økonomiansvarlige i Nord-Gudbrandsdalen 2026'

  test('axe finds nothing in light or dark, and nothing is cut at 1024 × 700 with long names', async ({
    app,
  }) => {
    const { page } = app
    const tests = paymentsPage(app)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa', 'MasterCard', 'AMEX'] })
    await page.getByRole('checkbox', { name: /^Ekspresskasse/ }).check()
    await page.getByRole('textbox', { name: 'Selgernavn' }).fill(`${LONG} AS`)
    await commercePage(page).updated(1)
    await tests.open()
    await page.getByRole('textbox', { name: 'Vare' }).fill(LONG)
    await tests.price().fill('1012')
    await tests.code().fill('FINNES-IKKE')
    await tests.pay().click()
    await expect(tests.code()).toBeFocused()
    await tests.code().fill('')
    await tests.pay().click()
    await tests.went('authorize refused')
    await tests.price().fill('99999999,99')
    await tests.card('number').fill('41')
    await tests.pay().click()
    await expect(page.locator('.payment-page').getByRole('alert')).toHaveCount(1)

    const found: string[] = []
    for (const theme of ['Lyst', 'Mørkt']) {
      await page.getByRole('button', { name: theme, exact: true }).click()
      found.push(...(await violations(page, theme)))
    }
    expect(found).toEqual([])

    await page.setViewportSize({ width: 1024, height: 700 })
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => element.clientWidth > 0 && !element.closest('.sr-only, input, .v-field'))
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .filter((element) => getComputedStyle(element).display !== 'inline')
        .map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 60)}`),
    )
    expect(cut).toEqual([])
  })
})
