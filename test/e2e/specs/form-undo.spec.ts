import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'

test.use({ ownHost: true })

test('Ctrl+Z after ticking a card unticks it, and leaves the codes that were created', async ({ app }) => {
  const { page } = app
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.chooseProvider('PayPal Payflow Pro')
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill('Fjordkurs')
  await page.keyboard.press('Control+s')
  await expect(shop.notice()).toContainText('lagret')

  await shop.open('Webex Events')
  await page.getByRole('radio', { name: /^Payflow Pro/ }).check()
  const amex = shop.card('AMEX')
  await expect(amex).not.toBeChecked()
  await amex.check()
  await page.keyboard.press('Control+z')
  await expect(amex).not.toBeChecked()
  await page.keyboard.press('Control+Shift+z')
  await expect(amex).toBeChecked()
  await page.keyboard.press('Control+y')
  await expect(shop.notice()).toContainText('Det er ikke noe å gjøre om i skjemaet.')

  // Text and boxes are one history; the browser's own undo of a field has no part in it.
  await shop.fill({ Selgernavn: 'Fjordkurs AS' })
  await page.keyboard.press('Control+z')
  await expect(shop.field('Selgernavn')).toHaveValue('')
  await page.keyboard.press('Control+z')
  await expect(amex).not.toBeChecked()
  await expect(page.getByTestId('site-name')).toHaveText('Fjordkurs')
})
