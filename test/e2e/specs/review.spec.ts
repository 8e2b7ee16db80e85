import type { Locator } from '@playwright/test'
import { expect, test, type TestApp } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { paymentsPage } from '../support/payments-page.ts'
import { PAYFLOW, sell } from '../support/selling.ts'

test.use({ ownHost: true })

/** Events is complete in Test and has an account for Production: revisions 1 and 2. */
async function readyToPublish(app: TestApp): Promise<void> {
  const shop = commercePage(app.page)
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa'] })
  await shop.updated(1)
  await shop.mode('Produksjon').click()
  await shop.fillAccount('')
  await shop.closeNotice()
  await shop.update()
  await expect(shop.differences()).toContainText('Fjordkurs AS')
}

test('publishing what nobody has checked needs a second confirmation, and the overview names it', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  await readyToPublish(app)
  const publish = page.getByTestId('publish')

  // Complete and checked are two things. Nothing was published yet, so there is nothing to go back to.
  await expect(shop.checks()).not.toContainText('Mangler')
  await expect(page.getByTestId('from-to')).toContainText('ikke i bruk ennå')
  await expect(page.getByText(/kan gjenopprettes/)).toBeHidden()
  const known = page.getByTestId('live-checks')
  await expect(known).toContainText('Produksjonskontoen er aldri kontrollert hos PayPal.')
  await expect(known).toContainText('Ingen testtransaksjon er kjørt med disse innstillingene.')
  await expect(publish).toHaveText('Publiser Webex Events')
  await expect(publish).toBeDisabled()

  // The way to a test transaction, and back.
  await page.getByTestId('run-test').click()
  const tests = paymentsPage(app)
  await tests.pay().click()
  await tests.went('authorize done', 'capture done', 'void done')
  await page.getByTestId('back-to-review').click()
  await expect(known).toContainText(/En testtransaksjon med disse innstillingene ble godkjent/)

  // Leaving the review, switch, frame and title bar say Test.
  await page.getByRole('button', { name: 'Tilbake til test' }).click()
  await expect(shop.mode('Test')).toBeChecked()
  await expect(page.getByTestId('mode')).toContainText('Test')
  await shop.mode('Produksjon').click()
  await page.getByTestId('update').click()

  await page.getByTestId('confirm-unchecked').getByRole('checkbox').check()
  await expect(publish).toBeEnabled()
  await publish.click()
  await expect(shop.notice()).toContainText('Webex Events er i produksjon')
  await expect(shop.mode('Produksjon')).toBeChecked()
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  const live = page.getByTestId('live')
  await expect(live).toContainText('Webex Events')
  await expect(live).toContainText(/Siden i dag/)
  await expect(live).toContainText('Kontoen er ikke kontrollert.')
})

test('a revision is restored in Production through the review, also by address', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await readyToPublish(app)
  await shop.publish()
  await shop.closeNotice()
  await shop.fill({ Bunntekst: 'Ny bunntekst.' })
  await shop.update()
  await shop.publish()

  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await page.getByRole('link', { name: 'Revisjoner' }).click()
  await page.getByRole('option').nth(1).click()
  await page.getByTestId('restore').click()
  await expect(page).toHaveURL(/review\?restore=3$/)
  await expect(shop.differences().locator('[data-key="settings.footer"] del')).toHaveText('Ny bunntekst.')
  await shop.carryOut()
  await expect(shop.field('Bunntekst')).toHaveValue('')
  await expect(page.getByTestId('mode')).toContainText('Produksjon')
})

test('an open review follows what another window does', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await readyToPublish(app)
  await shop.publish()
  await shop.closeNotice()
  await shop.fill({ Bunntekst: 'Første.' })
  await shop.update()
  await shop.publish()
  await shop.mode('Test').click()
  await expect(page.getByTestId('from-to')).toContainText('revisjon 4')

  const second = await page.context().newPage()
  await second.goto(new URL('/', page.url()).href)
  const other = commercePage(second)
  await other.open('Webex Events')
  await other.fill({ Bunntekst: 'Andre.' })
  await other.update()
  await other.publish()
  await expect(page.getByTestId('review-moved')).toContainText('endret mens gjennomgangen var åpen')
  await expect(page.getByTestId('from-to')).toContainText('revisjon 5')
  await shop.carryOut()
  await expect(page.getByTestId('mode')).toContainText('Test')
  await expect(other.mode('Test')).toBeChecked()
})

test('both boxes take effect with one button', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.closeNotice()
  const boxes = await shop.boxes()
  await boxes.getByRole('checkbox', { name: 'Webex Events' }).click()
  await boxes.getByRole('checkbox', { name: 'Webex Training' }).click()
  await expect(page.getByTestId('link-plan')).toContainText('Webex Training aktiveres i test.')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('service-off')).toBeHidden()
  const again = await shop.boxes()
  await again.getByRole('checkbox', { name: 'Webex Events' }).click()
  await again.getByRole('checkbox', { name: 'Webex Training' }).click()
  await page.getByTestId('apply-services').click()
  await expect(shop.notice()).toContainText('E-handel er slått av for Webex Events. E-handel er aktivert for')
  await expect(page.getByTestId('service-off')).toBeVisible()
  await shop
    .notice()
    .getByRole('button', { name: /^Angre/ })
    .click()
  await expect(page.getByTestId('service-off')).toBeHidden()
})

test('with the keyboard alone: publish, undo the publication, do it again, restore', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await readyToPublish(app)
  const publish = page.getByTestId('publish')
  const confirm = page.getByTestId('confirm-unchecked').getByRole('checkbox')
  const reach = async (target: Locator) => {
    await expect(target).toBeVisible()
    for (let n = 0; n < 80; n++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('the keyboard does not reach it')
  }
  const confirmAndPublish = async () => {
    await reach(confirm)
    await page.keyboard.press('Space')
    await reach(publish)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('mode')).toContainText('Produksjon')
    await expect(publish).toBeHidden()
  }
  await confirmAndPublish()

  // The address of the review is where a shortcut leads to.
  const review = (query: string) => page.goto(new URL(`/#/commerce/events/review?${query}`, page.url()).href)
  await review('undo=5')
  await reach(publish)
  await expect(publish).toHaveText('Sett Webex Events i test')
  await page.keyboard.press('Enter')
  await expect(publish).toBeHidden()
  await expect(page.getByTestId('mode')).toContainText('Test')
  await review('undo=6')
  await expect(publish).toHaveText('Publiser Webex Events')
  await confirmAndPublish()

  await shop.field('Bunntekst').focus()
  await page.keyboard.type('Ny bunntekst.')
  await page.keyboard.press('Control+s')
  await confirmAndPublish()
  await reach(page.getByRole('navigation').getByRole('link', { name: 'Historikk' }))
  await page.keyboard.press('Enter')
  await reach(page.getByRole('link', { name: 'Revisjoner' }))
  await page.keyboard.press('Enter')
  await reach(page.getByTestId('restore'))
  await page.keyboard.press('Enter')
  await expect(shop.differences().locator('[data-key="settings.footer"] del')).toHaveText('Ny bunntekst.')
  await confirmAndPublish()
  await expect(shop.field('Bunntekst')).toHaveValue('')
})
