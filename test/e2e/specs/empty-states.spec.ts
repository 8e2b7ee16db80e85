import { expect, test } from '../fixtures.ts'

test.use({ ownHost: true })

/** Where nothing is yet, each page says so, what will be there, and has one button that goes on. */
const EMPTY = [
  { at: '#/report', says: 'Ingen kampanjekoder ennå', button: 'Opprett kampanjekoder', leads: /#\/create/ },
  { at: '#/history', says: 'Ingenting er gjort ennå.', button: 'Opprett kampanjekoder', leads: /#\/create/ },
  {
    at: '#/history?view=revisions',
    says: 'Ingen revisjoner ennå.',
    button: 'Konfigurer e-handel',
    leads: /#\/commerce\/events/,
  },
  { at: '#/outbox', says: 'Ingen meldinger her.', button: 'Åpne rapporten', leads: /#\/report/ },
  {
    at: '#/commerce/events',
    says: 'ikke aktivert for Webex Events',
    button: 'Aktiver e-handel',
    leads: null,
  },
  { at: '#/test-transaction', says: 'E-handel er ikke aktivert.', button: 'Aktiver', leads: null },
] as const

test('every page of a new site says what is missing and leads on by one button', async ({
  app: { page },
}) => {
  for (const { at, says, button, leads } of EMPTY) {
    await page.evaluate((hash) => (location.hash = hash), at)
    const main = page.getByRole('main')
    await expect(main, at).toContainText(says)
    const way = main.locator(':is(a, button)', { hasText: button }).last()
    if (!leads) {
      await expect(way, at).toBeEnabled()
      continue
    }
    await way.click()
    await expect(page, at).toHaveURL(leads)
  }
})

test('a filter that lets nothing through is cleared by one button', async ({ app: { page } }) => {
  await page.evaluate(() => (location.hash = '#/outbox'))
  const main = page.getByRole('main')
  await main.locator('[data-tab="sent"]').click()
  await main.getByRole('button', { name: 'Vis alle meldinger' }).click()
  await expect(main.getByRole('link', { name: 'Åpne rapporten' })).toBeVisible()
  await main.getByLabel('Søk i utboksen').fill('ingen')
  await expect(main).toContainText('Ingen meldinger passer.')
  await main.getByRole('button', { name: 'Tøm søket' }).last().click()
  await expect(main.getByRole('link', { name: 'Åpne rapporten' })).toBeVisible()
})
