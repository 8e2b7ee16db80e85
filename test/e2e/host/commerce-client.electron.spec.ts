import { serviceSettingsSchema } from '#shared/contract/commerce.ts'
import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'
import { secondClient } from '../support/second-client.ts'

test.use({ ownHost: true })

test('another client saves the settings that the window edits: the window is notified, and merges', async ({
  app,
}) => {
  const { page } = app
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.fillMerchant()
  await shop.updated(1)
  await shop.closeNotice()
  await shop.fill({ Kundestøtteinfo: 'hjelp@fjordkurs.example', Bunntekst: 'Min bunntekst.' })

  const other = await secondClient(page)
  const { test: saved } = serviceSettingsSchema.parse(await other.call('commerce.get', { service: 'events' }))
  const settings = {
    ...saved.content.settings,
    support: '+47 22 00 00 00',
    merchantName: 'Fjordkurs Norge AS',
  }
  const content = { ...saved.content, settings }
  await other.call('commerce.update', { service: 'events', base: saved.revision, content, passwords: [] })

  await expect(page.getByText('Revisjon 2 ble lagret i et annet vindu.')).toBeVisible()
  await page.keyboard.press('Control+s')
  const conflict = page.getByTestId('conflict')
  await expect(conflict.getByRole('row', { name: /^Selgernavn/ })).toContainText('Fjordkurs Norge AS')
  await conflict.getByRole('radio', { name: /\+47 22 00 00 00$/ }).check()
  await page.getByRole('button', { name: 'Flett og oppdater' }).click()
  await expect(shop.notice()).toContainText('Revisjon 3 er lagret')
  await expect(shop.field('Kundestøtteinfo')).toHaveValue('+47 22 00 00 00')
  await expect(shop.field('Selgernavn')).toHaveValue('Fjordkurs Norge AS')
  await expect(shop.field('Bunntekst')).toHaveValue('Min bunntekst.')
})
