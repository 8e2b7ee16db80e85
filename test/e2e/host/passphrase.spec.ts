import { expect, test } from '../fixtures.ts'
import { commercePage, PASSPHRASE } from '../support/commerce-page.ts'
import { PAYFLOW } from '../support/selling.ts'

test.use({ ownHost: true })

test('on a machine without a keychain a passphrase unlocks the passwords once a run', async ({
  app,
  hostKind,
}) => {
  const shop = commercePage(app.page)
  await shop.enable('Webex Events')
  await shop.chooseProvider(PAYFLOW)
  await shop.fillAccount('-1')
  await shop.updated(1)
  await app.restartApp()
  const screen = app.page.getByTestId('unlock-screen')
  // The frame shows the mode before anything else is known.
  await expect(screen).toBeVisible()
  await expect(app.page.getByTestId('mode')).toContainText('Test')
  await screen.locator('input').fill('noe helt annet her')
  await screen.getByRole('button', { name: 'Lås opp' }).click()
  await expect(screen.getByRole('alert')).toHaveText(
    'Passfrasen stemmer ikke. Det er forskjell på store og små bokstaver.',
  )
  await screen.locator('input').fill(PASSPHRASE)
  await screen.getByRole('button', { name: 'Lås opp' }).click()
  // A window opens where it was left.
  const page = hostKind === 'electron' ? 'E-handel' : 'Oversikt'
  await expect(app.page.getByRole('heading', { level: 1, name: page })).toBeVisible()
})
