import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'

test.use({ ownHost: true })

test('two windows edit the same settings: the later is notified, chooses, and nothing is lost', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.fillMerchant()
  await shop.updated(1)

  const second = await page.context().newPage()
  await second.goto(new URL('/', page.url()).href)
  const other = commercePage(second)
  await other.open('Webex Events')
  await expect(other.field('Selgernavn')).toHaveValue('Fjordkurs AS')
  await shop.closeNotice()
  await shop.fill({ Kundestøtteinfo: 'hjelp@fjordkurs.example', Bunntekst: 'Min bunntekst.' })
  await other.fill({ Kundestøtteinfo: '+47 22 00 00 00', Selgernavn: 'Fjordkurs Norge AS' })
  await other.updated(2)

  // The first window is notified at once, and keeps what was typed.
  await expect(page.getByText('Revisjon 2 ble lagret i et annet vindu.')).toBeVisible()
  await page.keyboard.press('Control+s')
  const conflict = page.getByTestId('conflict')
  await expect(conflict.getByRole('row', { name: /^Kundestøtteinfo/ })).toContainText('+47 22 00 00 00')
  await expect(conflict.getByRole('row', { name: /^Selgernavn/ })).toContainText('Fjordkurs Norge AS')
  await expect(conflict.getByRole('row', { name: /^Bunntekst/ })).toContainText('Min bunntekst.')
  await page.getByRole('button', { name: 'Fortsett å redigere' }).click()
  await expect(shop.field('Bunntekst')).toHaveValue('Min bunntekst.')

  await page.keyboard.press('Control+s')
  await conflict.getByRole('radio', { name: /\+47 22 00 00 00$/ }).check()
  await page.getByRole('button', { name: 'Flett og oppdater' }).click()
  await expect(shop.notice()).toContainText('Revisjon 3 er lagret')
  await expect(shop.field('Kundestøtteinfo')).toHaveValue('+47 22 00 00 00')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs Norge AS')
  await expect(shop.field('Bunntekst')).toHaveValue('Min bunntekst.')
  // The other window, with nothing unsaved, shows it.
  await expect(other.field('Bunntekst')).toHaveValue('Min bunntekst.')
})

test('a permission is not recorded for a login that another window changed meanwhile', async ({ app }) => {
  const { page } = app
  const login = 'PayPal-e-postadresse for pålogging'
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.chooseProvider('PayPal-ekspresskasse (USA)')
  await shop.fill({ [login]: 'salg@fjordkurs.example' })
  await shop.updated(1)
  await shop.closeNotice()

  const second = await page.context().newPage()
  await second.goto(new URL('/', page.url()).href)
  const other = commercePage(second)
  await other.open('Webex Events')
  await other.fill({ [login]: 'kurs@fjordkurs.example' })
  // The first window's confirmation is on its way while the other one saves.
  let letGo = (): void => undefined
  const saved = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/call', async (route) => {
    if (route.request().postDataJSON().method === 'commerce.grant') await saved
    await route.continue()
  })
  await page.getByTestId('by-hand').click()
  await page.getByRole('button', { name: 'Jeg har gitt tillatelsen' }).click()
  await other.updated(2)
  letGo()
  await expect(shop.notice()).toContainText('PayPal-påloggingen ble endret i et annet vindu.')
  await expect(shop.field(login)).toHaveValue('kurs@fjordkurs.example')
  await expect(page.locator('[data-field="grant"]')).toContainText('Ikke gitt')
})
