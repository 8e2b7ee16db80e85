import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'

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
  await expect(page.getByTestId('site-file-content')).toContainText(/Revisjoner av e-handel\s*1/)
  await page.getByRole('dialog').getByRole('button', { name: 'Åpne', exact: true }).click()
  await expect(shop.notice()).toContainText('er åpnet fra filen.')
  await shop.open('Webex Events')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs AS')
})
