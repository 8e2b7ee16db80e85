import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'

test.use({ ownHost: true })

/** The first backup of a day is made a little after the start. */
const FIRST_BACKUP_MS = 60_000

test('the backup of the day is restored from the settings, and the site before it is kept', async ({
  app,
}) => {
  test.slow()
  const { page } = app
  const shop = commercePage(page)
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  const backups = page.getByTestId('backups')
  const daily = backups.getByRole('listitem').filter({ hasText: 'Daglig' })
  await expect(daily).toHaveCount(1, { timeout: FIRST_BACKUP_MS })

  const name = page.getByLabel('Nettstedets navn')
  await name.fill('Etter kopien')
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await expect(shop.notice()).toContainText('Innstillingene er lagret.')

  await daily.getByRole('button', { name: 'Gjenopprett' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('tas det en sikkerhetskopi av nettstedet')
  await expect(page.getByTestId('replacement-lost')).toContainText(
    'Det som er gjort på Etter kopien, er ikke med.',
  )
  await question.getByRole('button', { name: 'Erstatt Etter kopien' }).click()
  await expect(shop.notice()).toContainText('er gjenopprettet.')
  await expect(name).toHaveValue('')
  const kept = backups.getByRole('listitem').filter({ hasText: 'Før gjenoppretting' })
  await expect(kept).toHaveCount(1)

  // The message names it, and leads to the question.
  await shop.notice().getByRole('link', { name: 'Gå tilbake til det som var' }).click()
  await expect(page.getByTestId('replacement-sides')).toContainText('Etter kopien')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()

  await kept.getByRole('button', { name: 'Gjenopprett' }).click()
  await question.getByRole('button', { name: 'Erstatt nettstedet' }).click()
  await expect(name).toHaveValue('Etter kopien')
})
