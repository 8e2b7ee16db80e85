import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { commercePage } from '../support/commerce-page.ts'
import { cell, grid, openSampleReport } from '../support/report-page.ts'
import { PAYFLOW, sell } from '../support/selling.ts'

test.use({ ownHost: true })

interface Form {
  readonly name: string
  readonly address: string
  readonly text: string
  readonly field: (page: Page) => Locator
  /** Brings the field on screen, where it is not there with its page. */
  readonly open?: (page: Page) => Promise<void>
}

const named = (field: string) => (page: Page) => page.locator(`[data-field="${field}"] :is(input, textarea)`)
const FORMS: readonly Form[] = [
  { name: 'settings', address: '/settings', field: named('name'), text: 'Fjordkurs Norge AS' },
  { name: 'mail server', address: '/outbox/server', field: named('host'), text: 'post.fjordkurs.example' },
  {
    name: 'template',
    address: '/outbox/templates',
    field: named('subject'),
    text: 'Koden din fra Fjordkurs',
  },
  {
    name: 'test message',
    address: '/outbox/templates',
    field: (page) => page.locator('form.test input'),
    text: 'kari@fjordkurs.example',
  },
  {
    name: 'payment page',
    address: '/commerce/events',
    field: named('footer'),
    text: 'Avbestilling er gratis.',
  },
  { name: 'creation', address: '/create', field: named('batchName'), text: 'Deltakere i mars' },
  {
    name: 'list to find',
    address: '/report',
    open: (page) => page.getByRole('button', { name: 'Finn disse' }).click(),
    field: (page) => page.getByRole('dialog').locator('textarea'),
    text: 'VAAR-25\nHOST-10',
  },
  {
    name: 'name of a view',
    address: '/report',
    open: (page) => page.getByRole('button', { name: 'Lagre visning' }).click(),
    field: (page) => page.locator('#name-of-view input'),
    text: 'Utløper i vår',
  },
]

async function go(page: Page, { address, open, field }: Form): Promise<void> {
  await page.evaluate((to) => (location.hash = to), address)
  if (open) await open(page)
  await expect(field(page)).toBeVisible()
}
const has = (page: Page, form: Form) => expect(form.field(page)).toHaveValue(form.text)

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
}

/** The way back leads to the overview. */
async function leaveSample(page: Page): Promise<void> {
  await page.getByTestId('sample-strip').getByRole('button').click()
  await expect(page.getByTestId('sample-strip')).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()
}

/** Types, reloads at once, leaves and comes back, and looks in another tab. */
async function survives(page: Page, form: Form): Promise<void> {
  await go(page, form)
  await form.field(page).fill(form.text)
  // At once: nothing has been saved yet.
  await page.reload()
  await go(page, form)
  await has(page, form)
  await expect(page.getByTestId('draft-restored')).toBeVisible()
  await page.evaluate(() => (location.hash = '/history'))
  await expect(page.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  await go(page, form)
  await has(page, form)

  const second = await page.context().newPage()
  await second.goto(new URL('/', page.url()).href)
  await go(second, form)
  await has(second, form)
  await second.close()
}

for (const form of FORMS)
  test(`what is typed is there again after a reload, on coming back, and in another tab: ${form.name}`, async ({
    app,
  }) => {
    await openSample(app.page)
    await survives(app.page, form)
  })

test('what is typed for a test transaction is there again, the card is not', async ({ app }) => {
  await sell(app, { provider: PAYFLOW, type: /^PayPal Payments Pro-/, cards: ['Visa'] })
  await commercePage(app.page).updated(1)
  await survives(app.page, {
    name: 'test transaction',
    address: '/test-transaction/events',
    field: named('item'),
    text: 'Kurs i regnskap for nybegynnere',
  })
})

test('what is typed while the backend is killed is saved when it is back, and found after a restart', async ({
  app,
}) => {
  const { page } = app
  const typedIn = FORMS.filter(({ open }) => !open)
  await openSample(page)
  for (const form of typedIn) {
    await go(page, form)
    await form.field(page).fill(form.text)
    if (form === typedIn[0]) await app.killBackend()
  }
  await expect(page.getByText('E-handel starter på nytt i bakgrunnen.')).toBeHidden({ timeout: 20_000 })
  const kept = () =>
    page.evaluate(async () => {
      const answer = await fetch('/api/call', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Session-Secret': sessionStorage.getItem('session-secret') ?? '',
        },
        body: JSON.stringify({ method: 'drafts.list', input: {} }),
      })
      return ((await answer.json()) as { output?: unknown[] }).output?.length
    })
  await expect.poll(kept).toBe(typedIn.length)

  await app.restartApp()
  await openSample(app.page)
  for (const form of typedIn) {
    await go(app.page, form)
    await has(app.page, form)
  }
})

test('what is typed into a cell of the report is there after a reload, marked as not saved', async ({
  app,
}) => {
  const { page } = app
  await openSampleReport(page)
  await cell(page, 0, 'recipient').dblclick()
  await page.locator('input.editor').fill('Kari Nordmann Berg')
  await page.reload()
  await expect(page.getByTestId('grid-refused')).toContainText('1 celle ble ikke endret')
  await expect(grid(page)).toContainText('Kari Nordmann Berg')
})

test('the sample and the own site each have their own drafts, and pages with one are marked', async ({
  app,
}) => {
  const { page } = app
  const form = FORMS.find(({ name }) => name === 'creation') as Form
  const link = page.getByRole('navigation').getByRole('link', { name: /^Opprett kampanjekoder/ })
  await openSample(page)
  await go(page, form)
  await form.field(page).fill('Bare i eksempelet')
  await expect(link).toHaveAccessibleName(/har noe som ikke er lagret/)
  await leaveSample(page)
  await expect(link).toHaveAccessibleName('Opprett kampanjekoder')
  await go(page, form)
  await expect(form.field(page)).toHaveValue('')
  await form.field(page).fill('Mitt eget')

  await page.evaluate(() => (location.hash = '/'))
  await openSample(page)
  await go(page, form)
  await expect(form.field(page)).toHaveValue('Bare i eksempelet')
  await leaveSample(page)
  await go(page, form)
  await expect(form.field(page)).toHaveValue('Mitt eget')
})

test('two tabs: what one typed is offered in the other, and neither is lost', async ({ app }) => {
  const { page } = app
  const form = FORMS.find(({ name }) => name === 'mail server') as Form
  await go(page, form)
  const second = await page.context().newPage()
  await second.goto(new URL('/', page.url()).href)
  await go(second, form)
  await form.field(page).fill('en.fjordkurs.example')
  await expect(second.getByTestId('draft-newer')).toBeVisible()
  expect(await violations(second)).toEqual([])
  await expect(form.field(second)).toHaveValue('')
  await form.field(second).fill('to.fjordkurs.example')
  await second.getByRole('button', { name: 'Behold dette' }).click()
  await expect(page.getByTestId('draft-newer')).toBeVisible()
  await expect(form.field(page)).toHaveValue('en.fjordkurs.example')
  await page.getByRole('button', { name: 'Vis det', exact: true }).click()
  await expect(form.field(page)).toHaveValue('to.fjordkurs.example')
  await page
    .getByTestId('notice')
    .getByRole('button', { name: /^Angre/ })
    .click()
  await expect(form.field(page)).toHaveValue('en.fjordkurs.example')
})

test('a draft is discarded by its button, and brought back by Undo', async ({ app }) => {
  const { page } = app
  const form = FORMS.find(({ name }) => name === 'settings') as Form
  await go(page, form)
  await form.field(page).fill(form.text)
  await expect(page.getByTestId('draft-kept')).toContainText('Utkast lagret')
  await page.getByRole('button', { name: 'Forkast' }).click()
  await expect(form.field(page)).toHaveValue('')
  await page
    .getByTestId('notice')
    .getByRole('button', { name: /^Angre/ })
    .click()
  await has(page, form)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('notice')).toContainText('lagret')
  await page.reload()
  await go(page, form)
  await has(page, form)
  await expect(page.getByTestId('draft-restored')).toHaveCount(0)
})
