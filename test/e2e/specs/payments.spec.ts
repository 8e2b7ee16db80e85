import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, type TestApp } from '../fixtures.ts'
import { commercePage, PASSPHRASE } from '../support/commerce-page.ts'
import { paymentsPage } from '../support/payments-page.ts'

const PAYFLOW = 'PayPal Payflow Pro'
const UK = 'PayPal Website Payments Pro (Storbritannia)'
const REST = 'PayPal Checkout (REST)'

/** A service that takes payments in test: the provider, its account, and for Payflow the account type and cards. */
async function sell(
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
async function grant(app: TestApp): Promise<void> {
  const ask = () => app.page.getByTestId('ask-grant').click()
  await paymentsPage(app).atPaypal(ask, async (paypal) => {
    await paypal.getByRole('button', { name: 'Gi tillatelse' }).click()
    await expect(paypal.getByRole('heading', { level: 1 })).toContainText('Ferdig hos PayPal')
  })
  await expect(app.page.locator('[data-field="grant"]')).toContainText('Gitt i simulatoren')
}

async function createCode({ page }: TestApp, code: string, percent = '25'): Promise<void> {
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
  await expect(tests.steps().first()).toContainText('Kortet er autorisert for US$ 120,00 USD')
  await expect(tests.steps().first()).toContainText('RESULT0')
  await expect(tests.earlier().first()).toContainText(/Visa … 1111.*US\$\s120,00\sUSD.*Annullert etterpå\./)

  await page.getByTestId('new-test').click()
  await page.getByTestId('try-decline').click()
  await expect(tests.pay()).toHaveText('Betal US$ 1 012,00 USD')
  await tests.chooseCard('AMEX 3782 … 0005')
  await tests.pay().focus()
  await page.keyboard.press('Enter')
  await tests.went('authorize refused')
  await expect(tests.end()).toContainText('Ingenting er trukket.')
  await expect(tests.earlier().first()).toContainText(/AMEX … 0005.*Avvist.*\(RESULT 12\)/)
  await expect(tests.earlier()).toHaveCount(2)

  // PayPal's answer is lost on the way: what became of the payment is asked for.
  await tests.price().fill('1104')
  await tests.pay().click()
  await tests.went('authorize unknown')
  await expect(tests.end()).toContainText('Uavklart')
  await expect(tests.earlier().first()).toContainText('Uavklart')
  await page.getByTestId('settle').click()
  await tests.went('authorize unknown', 'inquire done')
  await expect(tests.end()).toHaveText('Ingenting er trukket.')
  await expect(tests.earlier().first()).toContainText(/Avvist.*Avklart ved å spørre PayPal\./)
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
  await expect(tests.earlier().first()).toContainText(/Ekspresskasse.*Godkjent/)
  await expect(page.getByTestId('open-paypal')).toHaveCount(0)
  await tests.reverse()
  await expect(tests.earlier().first()).toContainText('etterpå.')

  await tests.atPaypal(() => tests.express().click(), tests.cancels)
  await tests.went('start-express done', 'buyer-approves refused')
  await expect(tests.end()).toContainText('Betalingen er avbrutt. Ingenting er trukket.')

  await tests.atPaypal(() => tests.express().click(), tests.declines)
  await expect(tests.earlier().first()).toContainText('Avvist')

  // Given up from here.
  await tests.express().click()
  await tests.went('start-express done', 'buyer-approves running')
  await page.getByTestId('cancel').click()
  await tests.went('start-express done', 'buyer-approves refused')
  await expect(tests.earlier().first()).toContainText('Avbrutt')
})

for (const [provider, pays] of [
  [PAYFLOW, 'US$ 120,00 USD'],
  [UK, '£ 120,00 GBP'],
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
    await expect(tests.earlier().first()).toContainText(/Godkjent.*etterpå\./)
    await expect(tests.steps().first()).toContainText('PayPals kortside er klar')

    await tests.atPaypal(() => tests.pay().click(), tests.cancels)
    await expect(tests.earlier().first()).toContainText('Avbrutt')

    await page.getByTestId('new-test').click()
    await page.getByTestId('try-decline').click()
    await tests.atPaypal(() => tests.pay().click(), typesCard('12/39'))
    await expect(tests.earlier().first()).toContainText(/Avvist.*RESULT 12/)
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
  await expect(tests.earlier().first()).toContainText(/Visa\/Debit\/Electron … 1111.*£\s120,00\sGBP/)
  await tests.price().fill('1012')
  await tests.chooseCard('MasterCard 5555 … 4444')
  await tests.pay().click()
  await tests.went('authorize refused')
})

for (const provider of ['PayPal-ekspresskasse (Canada)', 'PayPal-ekspresskasse (USA)', REST])
  test(`${provider}: the buyer approves, cancels, is declined; the money goes back`, async ({ app }) => {
    const { page } = app
    const tests = paymentsPage(app)
    await sell(app, { provider })
    await commercePage(page).updated(1)
    if (provider !== REST) {
      await tests.open()
      await expect(page.getByTestId('hindrance')).toContainText('API-tillatelse')
      await page.getByTestId('hindrance').getByRole('button').click()
      await grant(app)
    }
    await tests.open()
    await expect(tests.pay()).toHaveCount(0)
    await tests.atPaypal(() => tests.express().click(), tests.approves)
    await expect(tests.earlier().first()).toContainText(/Ekspresskasse.*Godkjent.*etterpå\./)
    await tests.atPaypal(() => tests.express().click(), tests.cancels)
    await expect(tests.earlier().first()).toContainText('Avbrutt')
    await tests.atPaypal(() => tests.express().click(), tests.declines)
    await expect(tests.earlier().first()).toContainText('Avvist')
  })

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
  await expect(page.locator('.payment-page')).toContainText('−US$ 30,00 USD')
  await expect(tests.pay()).toHaveText('Betal US$ 90,00 USD')
  await tests.pay().click()
  await tests.went('check-code done', 'authorize done', 'capture done', 'redeem done')
  await expect(tests.steps().first()).toContainText('US$ 120,00 − US$ 30,00 = US$ 90,00 USD')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText('VAAR-25 er brukt opp.')

  const openReport = () =>
    page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await openReport()
  await expect(page.getByRole('grid')).toContainText('Brukt opp')

  await tests.open()
  await tests.earlier().first().getByRole('button').click()
  await tests.reverse()
  await tests.went(
    'check-code done',
    'authorize done',
    'capture done',
    'redeem done',
    'void done',
    'give-back done',
  )
  await expect(tests.pay()).toHaveText('Betal US$ 90,00 USD')
  await openReport()
  await expect(page.getByRole('grid')).toContainText('Aktiv')

  // A code that covers everything: PayPal has nothing to do.
  await createCode(app, 'GRATIS', '100')
  await tests.open()
  await tests.code().fill('GRATIS')
  await expect(tests.pay()).toHaveText('Betal US$ 0,00 USD')
  await tests.pay().click()
  await tests.went('check-code done', 'redeem done')
  await expect(tests.end()).toHaveText('Koden dekker hele prisen, så PayPal er ikke spurt.')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText('GRATIS er brukt opp.')
  await tests.reverse()
  await tests.went('check-code done', 'redeem done', 'give-back done')

  // The other service sells other things, and a code of this one does not hold there.
  await commercePage(page).open('Webex Events')
  await (await commercePage(page).boxes()).getByRole('checkbox', { name: 'Webex Training' }).click()
  await expect(page.getByTestId('link-strip')).toContainText('Koblet med Webex Training.')
  await tests.open()
  await page.locator('[data-field="kind"] .v-field').click()
  await page.getByRole('option', { name: 'Webex Training: direkteøkter' }).click()
  await expect(page.getByRole('textbox', { name: 'Vare' })).toHaveValue('Excel for regnskap')
  await expect(page.locator('[data-field="code"]').getByRole('alert')).toHaveText(
    'GRATIS gjelder ikke for Webex Training.',
  )
  await page.getByRole('button', { name: 'Ta bort koden' }).click()
  await expect(tests.code()).toBeFocused()
  await tests.pay().click()
  await tests.went('authorize done', 'capture done')
  await expect(tests.end()).toHaveCount(0)

  // All of it is in the history.
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await expect(page.getByRole('option').filter({ hasText: /annullert/i })).toHaveCount(2)
})

test('what has to be done first is said with the way to it, and the overview counts the payment', async ({
  app: { page, ...app },
}) => {
  const shop = commercePage(page)
  const tests = paymentsPage({ page, ...app } as TestApp)
  const hindrance = page.getByTestId('hindrance')
  await expect(page.getByTestId('step-payment')).toContainText('Prøv en betaling')
  await tests.open()
  await expect(hindrance).toContainText('E-handel er ikke aktivert.')
  await hindrance.getByRole('button').click()
  await expect(page.getByRole('heading', { level: 1, name: 'E-handel' })).toBeVisible()
  await shop.enable('Webex Events')
  await tests.open()
  await expect(hindrance).toContainText('Mangler: Leverandør.')
  await hindrance.getByRole('button').click()
  await shop.chooseProvider(PAYFLOW)
  await page.getByRole('radio', { name: 'Payflow Pro', exact: true }).check()
  await shop.card('Visa').check()
  await shop.fillAccount('-sandbox')
  await shop.fillMerchant()
  await shop.updated(1)

  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await page.getByTestId('step-payment').getByRole('button', { name: 'Prøv' }).click()
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
  await expect(hindrance).toContainText('Webex Events er i produksjon.')
  await hindrance.getByRole('button', { name: /Gå til Webex Events/ }).click()
  await shop.mode('Test').click()
  await page.getByTestId('back-to-test').click()
  await expect(page.getByTestId('mode')).toContainText('Test')
  await tests.open()
  await expect(tests.pay()).toBeVisible()
})

test('the backend is gone while the buyer is at PayPal: what became of the payment is found out', async ({
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
  await expect(page.getByTestId('notice')).toContainText('Svaret på betalingen ble avbrutt.')
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
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      )
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      found.push(
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
      )
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
