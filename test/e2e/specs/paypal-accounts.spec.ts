import type { Page } from '@playwright/test'
import { expect, test, type TestApp } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { commercePage, PASSPHRASE } from '../support/commerce-page.ts'
import { outside } from '../support/outside-browser.ts'

const PAYFLOW = 'PayPal Payflow Pro'
const UK = 'PayPal Website Payments Pro (Storbritannia)'
const CANADA = 'PayPal-ekspresskasse (Canada)'
const USA = 'PayPal-ekspresskasse (USA)'
const REST = 'PayPal Checkout (REST)'
const LOGIN = 'PayPal-e-postadresse for pålogging'

test.use({ ownHost: true })

/** The account of the provider that is chosen, as a person connects it with PayPal. */
const accountPage = (app: TestApp) => {
  const { page } = app
  const line = page.getByTestId('connection')
  const answer = page.getByTestId('connection-answer')
  const checkButton = page.getByTestId('check-connection')
  const grant = page.locator('[data-field="grant"]')
  const password = page.locator('[data-field="password"] input')

  async function found(words: string): Promise<void> {
    await checkButton.click()
    await expect(line).toContainText(words)
  }

  /** Requests the permission, and does at PayPal what a merchant does. */
  async function ask(decision: 'Gi tillatelse' | 'Avslå', back: string): Promise<void> {
    const before = (await app.opened()).length
    await page.getByTestId('ask-grant').click()
    await expect(page.getByTestId('grant-waiting')).toContainText('Venter på PayPal')
    await outside(app, before, async (paypal: Page) => {
      await paypal.getByRole('button', { name: decision }).click()
      await expect(paypal.getByRole('heading')).toHaveText(back)
    })
  }

  return { line, answer, checkButton, grant, password, found, ask }
}

async function begin({ page }: TestApp, provider: string) {
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.closeNotice()
  await shop.chooseProvider(provider)
  return shop
}

for (const provider of [PAYFLOW, UK])
  test(`${provider}: what is typed is checked, good and bad`, async ({ app }) => {
    const { page } = app
    const account = accountPage(app)
    const shop = await begin(app, provider)
    await expect(account.line).toContainText('Ikke kontrollert Simulator')
    await expect(account.checkButton).toBeDisabled()
    await expect(account.checkButton).toHaveAccessibleDescription(/^Fyll ut Partner-ID, .*Passord før/)

    await shop.fillAccount('')
    await account.found('Tilkoblet')
    await expect(account.line).toContainText('Simulator, nå nettopp')
    await expect(account.checkButton).toHaveAccessibleDescription('Kontrollen flytter ingen penger.')

    await account.password.fill('feil passord')
    await expect(account.line).toContainText('Ikke kontrollert')
    await account.found('Ikke tilkoblet')
    await expect(account.answer).toContainText('PayPal kjente ikke igjen påloggingen.')
    await account.answer.getByRole('button', { name: 'Svaret fra PayPal' }).click()
    await expect(account.answer).toContainText('RESULT')
    await expect(account.answer).not.toContainText('feil passord')
    expect(await violations(page)).toEqual([])

    // What is not there is no account.
    await account.password.fill('riktig igjen')
    await shop.fill({ 'Forhandlers påloggings-ID/leverandør': 'unknown' })
    await account.found('Ikke tilkoblet')
    await expect(account.answer).toContainText('PayPal finner ingen slik konto.')

    // What is saved and checked is so after a restart, and not after a change.
    await shop.fill({ 'Forhandlers påloggings-ID/leverandør': 'fjordkurs' })
    await shop.updated(1)
    await account.found('Tilkoblet')
    await app.restartApp()
    await app.page.getByRole('button', { name: 'Fortsett uten' }).click()
    await commercePage(app.page).open('Webex Events')
    const again = accountPage(app)
    await expect(again.line).toContainText('Tilkoblet')
    await commercePage(app.page).fill({ 'Bruker-ID': 'noen andre' })
    await expect(again.line).toContainText('Ikke kontrollert etter endringen')
    await commercePage(app.page).fill({ 'Bruker-ID': 'nettsted' })
    await expect(again.line).toContainText('Tilkoblet')

    // Stored passwords are locked after a restart: the check asks for the passphrase, and goes on.
    await again.checkButton.click()
    await app.page.getByRole('dialog').getByRole('textbox', { name: 'Passfrase' }).fill(PASSPHRASE)
    await app.page.keyboard.press('Enter')
    await expect(app.page.getByRole('dialog')).toBeHidden()
    await expect(again.line).toContainText('Tilkoblet')
  })

test(`${REST}: the move from the classic product, the app’s client, and the check`, async ({ app }) => {
  const { page } = app
  const account = accountPage(app)
  const shop = await begin(app, UK)
  await page.getByRole('button', { name: /^Endre/ }).click()
  await page.locator('[data-field="currency"] .v-field').click()
  await page.getByRole('option', { name: /EUR/ }).click()
  await page.getByRole('radio', { name: 'Website Payments Pro Payflow-utgave' }).check()
  await shop.card('MasterCard').setChecked(true)
  await shop.fillMerchant()
  const retiring = page.getByTestId('retiring')
  await expect(retiring).toContainText('PayPal tar ikke imot nye brukere av Website Payments Pro')
  await expect(retiring).toContainText('Slik sto det hos PayPal i november 2026.')
  await expect(retiring.getByRole('button', { name: 'PayPals side om produktet' })).toBeVisible()

  // What does not come along is listed before anything is left, and nothing is where the person says no.
  await page.getByTestId('move-to-rest').click()
  const asks = page.getByRole('dialog', { name: 'Flytte til PayPal Checkout (REST)?' })
  await expect(asks.getByTestId('move-left').locator('li')).toContainText([
    /^Kort som støttes: .*MasterCard/,
    'Kontotype: Website Payments Pro Payflow-utgave',
    'Kontoen: Partner-ID',
  ])
  await expect(asks.getByTestId('move-kept')).toContainText('EUR')
  expect(await violations(page)).toEqual([])
  await asks.getByRole('button', { name: 'Avbryt' }).click()
  await expect(page.locator('[data-field="provider"]')).toContainText(UK)
  await page.getByTestId('move-to-rest').click()
  await page.getByTestId('move-now').click()
  await expect(page.locator('[data-field="clientId"] input')).toBeFocused()
  await expect(page.locator('[data-field="provider"]')).toContainText(REST)
  await expect(page.getByTestId('currency')).toContainText('EUR')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs AS')
  await expect(page.getByTestId('retiring')).toHaveCount(0)
  await page.getByTestId('notice').getByRole('button', { name: 'Angre' }).click()
  await expect(page.locator('[data-field="provider"]')).toContainText(UK)
  await page.getByTestId('move-to-rest').click()
  await page.getByTestId('move-now').click()

  await shop.fill({ 'Klient-ID': 'AfjordkursKlient' })
  await account.password.fill('feil hemmelighet')
  await account.found('Ikke tilkoblet')
  await expect(account.answer).toContainText('PayPal kjente ikke igjen påloggingen.')
  await account.password.fill('hemmelighet')
  await account.found('Tilkoblet')
  await shop.updated(1)
  await expect(page.locator('[data-field="password"]')).toContainText('Angitt')
  // What was checked as it was typed is checked as it is saved.
  await expect(account.line).toContainText('Tilkoblet')
  expect(await violations(page)).toEqual([])
})

for (const [provider, restart] of [
  [USA, true],
  [CANADA, false],
] as const)
  test(`${provider}: the permission is granted at PayPal, denied, given up and withdrawn`, async ({
    app,
  }) => {
    const { page } = app
    const account = accountPage(app)
    const shop = await begin(app, provider)
    await shop.fill({ [LOGIN]: 'nogrant@fjordkurs.example' })
    const askButton = page.getByTestId('ask-grant')
    await expect(askButton).toBeDisabled()
    await expect(askButton).toHaveAccessibleDescription(/^Påloggingen er ikke lagret/)
    await account.found('Ikke tilkoblet')
    await expect(account.answer).toContainText('API-tillatelse')

    await shop.fill({ [LOGIN]: 'salg@fjordkurs.example' })
    await shop.updated(1)
    await shop.closeNotice()

    await account.ask('Avslå', 'Ferdig hos PayPal')
    await expect(page.getByTestId('grant-ended')).toContainText('Tillatelsen ble ikke gitt hos PayPal.')
    await expect(account.grant).toContainText('Ikke gitt')

    // Given up here: the wait ends, and nothing is recorded.
    await askButton.click()
    await expect(page.getByTestId('grant-waiting')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByTestId('grant-give-up').click()
    await expect(page.getByTestId('grant-waiting')).toBeHidden()
    await expect(askButton).toBeEnabled()

    // The wait outlasts the page, and the window says it when it is over.
    const before = (await app.opened()).length
    await askButton.click()
    await expect(page.getByTestId('grant-waiting')).toBeVisible()
    await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
    await outside(app, before, (paypal) => paypal.getByRole('button', { name: 'Gi tillatelse' }).click())
    await expect(page.getByTestId('notice')).toContainText(
      'Simulatoren har bekreftet tillatelsen for Events.',
    )
    await shop.open('Webex Events')
    await expect(account.grant).toContainText(/Gitt i simulatoren .* kl\.\s/)
    await expect(account.grant).toContainText('Simulatoren bekreftet tillatelsen for salg@fjordkurs.example.')

    if (restart) {
      await app.restartApp()
      await commercePage(app.page).open('Webex Events')
    }
    const again = accountPage(app)
    await expect(again.grant).toContainText('Gitt i simulatoren')
    await again.found('Tilkoblet')
    await again.grant.getByRole('button', { name: 'Trekk tilbake' }).click()
    await expect(again.grant).toContainText('Ikke gitt')
    await expect(app.page.getByTestId('ask-grant')).toBeEnabled()
  })

test('the sandbox needs the site’s own API account, which is stored sealed', async ({ app }) => {
  const { page } = app
  const account = accountPage(app)
  const shop = await begin(app, USA)
  await shop.fill({ [LOGIN]: 'salg@fjordkurs.example' })
  await shop.updated(1)
  await page.getByRole('radio', { name: 'PayPal Sandbox' }).click()
  await expect(account.line).toContainText('Ikke kontrollert PayPal Sandbox')
  await expect(account.checkButton).toBeDisabled()
  await expect(account.checkButton).toHaveAccessibleDescription(/^Legg inn nettstedets API-konto/)
  await expect(page.getByTestId('ask-grant')).toHaveAccessibleDescription(/ingen egen API-konto/)
  await expect(page.getByTestId('confirm-grant')).toBeEnabled()

  await page.getByTestId('api-account').click()
  const dialog = page.getByRole('dialog', { name: 'Nettstedets API-konto for test' })
  await expect(dialog.getByLabel('App-ID')).toHaveValue(/^APP-/)
  await dialog.getByRole('button', { name: 'Lagre API-kontoen' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Skriv inn API-brukernavnet.')
  expect(await violations(page)).toEqual([])
  await dialog.getByLabel('API-brukernavn').fill('api_fjordkurs.example')
  await dialog.locator('[data-field="callerPassword"] input').fill('passord')
  await dialog.locator('[data-field="callerSignature"] input').fill('signatur')
  await dialog.getByRole('button', { name: 'Lagre API-kontoen' }).click()
  await page.getByLabel('Ny passfrase').fill(PASSPHRASE)
  await page.getByLabel('Gjenta passfrasen').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Velg passfrase' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('[data-field="apiAccount"]')).toContainText('api_fjordkurs.example')
  await expect(account.checkButton).toBeEnabled()
  await expect(page.getByTestId('ask-grant')).toBeEnabled()

  // Nothing is set up for Production by that, and no test account goes there.
  await shop.mode('Produksjon').click()
  await expect(page.locator('[data-field="apiAccount"]')).toContainText('Ikke lagt inn')
  await expect(account.line).toContainText('PayPal Live')
  await shop.mode('Test').click()

  // Back to the simulator, which answers without a network.
  await page.getByRole('radio', { name: 'Simulator' }).click()
  await account.found('Tilkoblet')
})
