import type { Page } from '@playwright/test'
import { commercePage } from '../support/commerce-page.ts'
import { expect, test } from '../fixtures.ts'

async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: /^Finn|^Find/ })).toBeFocused()
  await page.keyboard.type(text)
}
/** Chooses the option of that title, on that page, and waits until the palette is gone. */
async function choose(page: Page, title: string, where = ''): Promise<void> {
  const option = page
    .getByRole('option')
    .filter({ has: page.locator('.title').getByText(title, { exact: true }) })
    .filter({ hasText: where })
  await option.first().click()
  await expect(page.getByRole('combobox', { name: /^Finn/ })).toBeHidden()
}
const focused = (page: Page, field: string) =>
  expect
    .poll(() =>
      page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')),
    )
    .toBe(field)

test.describe('a site with a service', () => {
  test.use({ ownHost: true })

  test('the palette leads to settings and fields, those that are not shown too', async ({
    app: { page },
  }) => {
    const commerce = commercePage(page)
    await commerce.enable('Webex Events')
    await commerce.chooseProvider('PayPal Payflow Pro')
    for (const [typed, title, where, field] of [
      ['passord', 'Passord', 'Webex Events', 'password'],
      ['tidssone', 'Tidssone', '', 'timeZone'],
      ['smtp', 'Server', '', 'host'],
      ['sikkerhetskopi', 'Sikkerhetskopier', '', 'backups'],
      ['backup', 'Mappe', '', 'backupFolder'],
      ['revisjon', 'Revisjoner', '', 'revisions'],
      ['eksporter historikk', 'Eksporter', 'Historikk', 'export'],
      ['rabattype', 'Rabattype', '', 'discountType'],
      // Seen after a choice that is not made: the choice has the focus.
      ['antall ganger', 'Antall ganger', '', 'usage'],
      ['paypal e-post', 'PayPal-e-postadresse for pålogging', 'Webex Events', 'provider'],
      ['driftsmate', 'Driftsmåte', 'Webex Events', 'mode'],
      ['bunntekst', 'Bunntekst for kreditt- eller debetkortdelen', 'Webex Events', 'footer'],
      ['språk', 'Språk', 'Innstillinger', 'language'],
      ['person', 'Finn en person', '', 'person'],
      ['emne', 'Emne', '', 'subject'],
    ] as const) {
      await find(page, typed)
      await choose(page, title, where)
      await focused(page, field)
    }
    await find(page, 'utløper snart')
    await choose(page, 'Utløper snart', 'Kampanjekoderapport')
    await expect(page).toHaveURL(/expiresToDays=/)
    await find(page, 'hjelp partner')
    await choose(page, 'Hjelp: Partner-ID')
    await expect(page.getByRole('dialog', { name: 'Hjelp: Partner-ID' })).toContainText(
      'Identifikasjonsnummeret',
    )
    await expect(page.getByRole('dialog', { name: 'Hjelp: Partner-ID' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Hjelp: Partner-ID' })).toBeFocused()
  })

  test('every field of the forms of e-commerce and creation has its help', async ({ app: { page } }) => {
    const commerce = commercePage(page)
    await commerce.enable('Webex Events')
    for (const provider of ['PayPal Payflow Pro', 'PayPal-ekspresskasse (Canada)']) {
      await commerce.chooseProvider(provider)
      const fields = page.getByRole('main').locator('[data-field]:visible')
      for (const field of await fields.all()) {
        const name = await field.getAttribute('data-field')
        // What is no field of the source document says itself what it is.
        if (name === 'apiAccount' || name === 'testTarget') continue
        await expect(field.getByRole('button', { name: /^Hjelp: / }), name ?? '').toHaveCount(1)
      }
    }
    await page.keyboard.press('Control+3')
    await page.keyboard.press('Alt+3')
    await expect(page.getByRole('heading', { level: 1, name: 'Opprett kampanjekoder' })).toBeVisible()
    for (const field of await page.getByRole('main').locator('form [data-field]:visible').all())
      await expect(field.getByRole('button', { name: /^Hjelp: / }).first()).toBeVisible()
  })
})

test('F1 shows the shortcuts of the page in focus, and all of them when asked', async ({ app: { page } }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Kampanjekoderapport' })).toBeVisible()
  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('heading', { level: 3 }).first()).toHaveText('Kampanjekoderapport')
  await expect(sheet.getByRole('heading', { name: 'Opprett kampanjekoder' })).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Vis alle' }).click()
  await expect(sheet.getByRole('heading', { name: 'Opprett kampanjekoder' })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})
