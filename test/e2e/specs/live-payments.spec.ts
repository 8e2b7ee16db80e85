import { expect, test, type TestApp } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { PAYFLOW, sell } from '../support/selling.ts'

test.use({ ownHost: true })

/** Events takes real payments, with settings of its own. */
async function goLive(app: TestApp): Promise<void> {
  const { page } = app
  const shop = commercePage(page)
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa'] })
  await shop.updated(1)
  await shop.mode('Produksjon').click()
  await shop.fillAccount('')
  await shop.update()
  await shop.publish()
}

test('Ctrl+Z and Ctrl+Y do not touch live payments on any page, and lead to where they are undone', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  await goLive(app)

  // The publication's own notice has a button, which opens the review, and promises no key.
  const offered = shop.notice().getByRole('button', { name: /^Angre/ })
  const isReview = /#\/commerce\/events\/review\?undo=\d+$/
  await expect(offered).toHaveText('Angre')
  await offered.click()
  await expect(page).toHaveURL(isReview)
  await expect(page.getByRole('main')).toContainText('Webex Events satt i produksjon')

  for (const name of ['Opprett kampanjekoder', 'Oversikt', 'Kampanjekoderapport', 'Innstillinger']) {
    await page.getByRole('navigation').getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).click()
    await page.keyboard.press('Control+z')
    await expect(page).toHaveURL(isReview)
    await expect(page.getByTestId('mode')).toContainText('Produksjon')
  }

  // The history's button leads there as well; the review applies it.
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await page.getByTestId('operation-details').getByRole('button', { name: 'Angre denne' }).click()
  await expect(page).toHaveURL(isReview)
  await page.getByTestId('publish').click()
  await expect(shop.notice()).toContainText('Angret: Webex Events satt i produksjon')
  await shop.open('Webex Events')
  await expect(page.getByTestId('mode')).toContainText('Test')

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+y')
  await expect(page).toHaveURL(isReview)
  await expect(page.getByTestId('mode')).toContainText('Test')
})

test('enabling the second service keeps what the first has in Production', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await goLive(app)
  await shop.closeNotice()
  await shop.open('Webex Training')
  await expect((await shop.boxes()).getByRole('checkbox', { name: 'Webex Training' })).toBeChecked()
  const plan = page.getByTestId('link-plan')
  await expect(plan).toContainText('Kobler Webex Training til Webex Events')
  await expect(plan).toContainText('Webex Training har ingen egne innstillinger.')
  await expect(plan).toContainText('Webex Training går fra test til produksjon.')
  await expect(plan.locator('del')).toHaveCount(0)
  await page.getByTestId('apply-services').click()
  await expect(page.getByTestId('publish')).toHaveText('Publiser Webex Training')
  await shop.carryOut()
  await expect(page.getByTestId('link-strip')).toContainText('Koblet med Webex Events.')
  for (const service of ['Webex Training', 'Webex Events'] as const) {
    await shop.open(service)
    await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs AS')
    await expect(page.getByTestId('mode')).toContainText('Produksjon')
  }
})

test('settings in Test are not offered in place of those in Production', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await goLive(app)
  await shop.closeNotice()
  await shop.tick('Webex Events')
  await expect(page.getByTestId('publish')).toHaveText('Slå av Webex Events')
  await shop.carryOut()
  await shop.closeNotice()
  await shop.enable('Webex Training')
  await shop.fill({ Selgernavn: 'Havnekurs AS' })
  await shop.updated(4)

  await (await shop.boxes()).getByRole('checkbox', { name: 'Webex Events' }).click()
  const plan = page.getByTestId('link-plan')
  const keep = (name: string) => plan.getByRole('radio', { name: `Behold innstillingene for ${name}` })
  await expect(keep('Webex Training')).toBeDisabled()
  await expect(keep('Webex Training')).toHaveAccessibleDescription(/ville gått fra produksjon til test/)
  await expect(keep('Webex Events')).toBeChecked()
  await expect(plan.locator('del')).toContainText(['Havnekurs AS'])
  await page.getByTestId('apply-services').click()
  await shop.carryOut()
  await expect(page.getByTestId('mode')).toContainText('Produksjon')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs AS')
})
