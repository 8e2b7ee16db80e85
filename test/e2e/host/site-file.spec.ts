import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { PAYFLOW, sell } from '../support/selling.ts'

test.use({ ownHost: true })

test('the whole site goes to one file and comes back, after a look at what the file holds', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  const file = join(app.dataFolder, 'nettsted.ehandel')
  await shop.enable('Webex Events')
  await shop.fillMerchant()
  await shop.updated(1)

  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await app.saveTo(file)
  await page.getByRole('button', { name: 'Lagre nettstedet i en fil' }).click()
  await app.saved()
  await expect(shop.notice()).toContainText('Nettstedet er lagret i filen.')

  await shop.open('Webex Events')
  await shop.fill({ Selgernavn: 'Et annet navn' })
  await shop.updated(2)

  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await app.chooseFile(file)
  await page.getByRole('button', { name: 'Åpne en nettstedsfil' }).click()
  const revisions = page.getByTestId('replacement-sides').getByRole('row', { name: 'Revisjoner av e-handel' })
  await expect(revisions.getByRole('cell')).toHaveText(['2', '1'])
  await expect(page.getByTestId('replacement-live')).toHaveCount(0)
  await page.getByRole('dialog').getByRole('button', { name: 'Erstatt nettstedet' }).click()
  await expect(shop.notice()).toContainText('er åpnet fra filen.')
  await shop.open('Webex Events')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs AS')
})

test('a file in the place of a site that takes real payments shows what that changes, and the site comes back', async ({
  app,
}) => {
  test.slow()
  const { page } = app
  const shop = commercePage(page)
  const file = join(app.dataFolder, 'nettsted.ehandel')
  const settings = () => page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await sell(app, { provider: PAYFLOW, type: 'Payflow Pro', cards: ['Visa'] })
  await shop.updated(1)
  await settings()
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill('Fjordkurs AS')
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect(shop.notice()).toContainText('Innstillingene er lagret.')
  await app.saveTo(file)
  await page.getByRole('button', { name: 'Lagre nettstedet i en fil' }).click()
  await app.saved()
  await shop.open('Webex Events')
  await shop.mode('Produksjon').click()
  await shop.fillAccount('')
  await shop.update()
  await shop.publish()

  await settings()
  await app.chooseFile(file)
  await page.getByRole('button', { name: 'Åpne en nettstedsfil' }).click()
  const dialog = page.getByRole('dialog')
  await expect(page.getByTestId('replacement-live')).toContainText(
    'Webex Events er ikke lenger i produksjon.',
  )
  const replace = dialog.getByRole('button', { name: 'Erstatt Fjordkurs AS' })
  await expect(replace).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Jeg har sett hva som endres for ekte betalinger.' }).click()
  await replace.click()
  await expect(shop.notice()).toContainText('er åpnet fra filen.')
  await expect(page.getByTestId('mode')).toContainText('Test')

  await shop.notice().getByRole('link', { name: 'Gå tilbake til det som var' }).click()
  await expect(page.getByTestId('replacement-live')).toContainText('Webex Events settes i produksjon')
  await expect(page.getByTestId('differences')).toContainText('Visa')
  await dialog.getByRole('checkbox', { name: 'Jeg har sett hva som endres for ekte betalinger.' }).click()
  await replace.click()
  await expect(shop.notice()).toContainText('er gjenopprettet.')
  await expect(page.getByTestId('mode')).toContainText('Produksjon')
})
