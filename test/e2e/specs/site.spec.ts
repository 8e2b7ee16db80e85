import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { cell, grid, notice, openSampleReport } from '../support/report-page.ts'
import { root } from '../support/root.ts'

test.use({ ownHost: true })

let folder: string
test.beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'site-'))))
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('orders of the site are imported, seen in report and history, count once, and are taken back', async ({
  app,
}) => {
  const { page } = app
  await openSampleReport(page, '/report?status=active')
  const code = ((await cell(page, 0, 'code').textContent()) ?? '').trim()
  const before = ((await cell(page, 0, 'used').textContent()) ?? '').trim()

  const orders = join(folder, 'ordrer.csv')
  const rows = [
    `1001;${code.toLowerCase()};2026-11-23 10:00;360,00;USD`,
    '1002;FINNES-IKKE;2026-11-23;1,00;USD',
  ]
  await writeFile(orders, ['Ordrenr;Kampanjekode;Tidspunkt;Beløp;Valuta', ...rows].join('\n'))
  await page.evaluate(() => (location.hash = '/site'))
  const card = page.getByTestId('order-import')
  await app.chooseFile(orders)
  await card.getByRole('button', { name: 'Velg fil' }).click()
  await expect(card.getByRole('cell', { name: '1001' })).toBeVisible()
  await card.locator('[data-tab=bad]').click()
  await expect(card).toContainText('Nettstedet har ingen slik kode.')
  expect(await violations(page)).toEqual([])
  await card.getByRole('button', { name: 'Importer 1 rad' }).click()
  await expect(notice(page)).toContainText('1 ordre ble talt. 1 rad ble ikke talt.')

  await app.chooseFile(orders)
  await card.getByRole('button', { name: 'Velg fil' }).click()
  await expect(card.locator('[data-tab=known]')).toContainText('1')
  await expect(card.getByRole('button', { name: /^Importer/ })).toBeDisabled()

  const usedNow = async () => {
    await page.evaluate((wanted) => (location.hash = `/report?code=${wanted}`), code)
    await expect(cell(page, 0, 'code')).toContainText(code)
    return ((await cell(page, 0, 'used').textContent()) ?? '').trim()
  }
  expect(await usedNow()).not.toBe(before)
  await page.evaluate(() => (location.hash = '/history'))
  const imported = page.getByRole('option').first()
  await expect(imported).toContainText('1 ordre importert')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('option').first()).toContainText('innløsninger importert')
  expect(await usedNow()).toBe(before)
})

test('settings and codes are handed over, and listed', async ({ app }) => {
  const { page } = app
  await openSampleReport(page)
  await page.evaluate(() => (location.hash = '/site'))
  const card = page.getByTestId('handover')
  const settings = join(folder, 'settings.json')
  await app.saveTo(settings)
  await card.getByRole('button', { name: 'Lagre innstillinger' }).click()
  await app.saved()
  expect(JSON.parse(await readFile(settings, 'utf8'))).toMatchObject({ format: 'ecommerce-admin-settings' })
  const codes = join(folder, 'codes.csv')
  await app.saveTo(codes)
  await card.getByRole('button', { name: 'Lagre koder' }).click()
  await app.saved()
  expect(await readFile(codes, 'utf8')).toContain('code;state;service')
  await expect(card.getByTestId('handovers').getByRole('listitem')).toHaveCount(2)
  await expect(card).toContainText('Endret siden sist (0)')
  expect(await violations(page)).toEqual([])
})

/** Sells what the shop of docs/shop sells, with the first of the codes that holds for it. */
async function sellWithOneOf(
  codes: readonly string[],
  post: (path: string, body: object) => Promise<unknown>,
) {
  for (const code of codes) {
    const { pay, why } = (await post('/price', { code })) as { pay: number; why: string | null }
    if (why === null) return { code, sold: await post('/buy', { code, expect: pay, order: 'S-1' }) }
  }
  throw new Error('no code holds')
}

test('a shop on this computer redeems a code with the token that the settings show once', async ({ app }) => {
  const { page } = app
  await openSampleReport(page, '/report?status=active&service=events')
  const codes = await Promise.all(
    Array.from({ length: 12 }, async (_, row) =>
      ((await cell(page, row, 'code').textContent()) ?? '').trim(),
    ),
  )
  await page.evaluate(() => (location.hash = '/settings'))
  const card = page.getByTestId('scripts')
  await card.getByRole('button', { name: 'Slå på' }).click()
  const token = (await card.getByTestId('token').textContent()) ?? ''
  const address = (await card.locator('code').first().textContent()) ?? ''
  expect(await violations(page)).toEqual([])

  const shop: ChildProcess = spawn(process.execPath, [join(root, 'docs/shop/shop.mjs'), address], {
    env: { ...process.env, CHECKOUT_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    if (!shop.stdout) throw new Error('no output')
    const [origin] = (await once(createInterface(shop.stdout), 'line')) as [string]
    const post = async (path: string, body: object): Promise<unknown> =>
      (await fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
    const { code, sold } = await sellWithOneOf(codes, post)
    expect(sold).toMatchObject({ sold: true, order: 'S-1' })
    await page.evaluate((wanted) => (location.hash = `/report?code=${wanted}`), code)
    await expect(cell(page, 0, 'code')).toContainText(code)
    await grid(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Enter')
    const details = page.getByRole('complementary', { name: 'Detaljer' })
    await expect(details).toContainText('Innløst av ordre S-1')
  } finally {
    shop.kill()
  }
  await page.evaluate(() => (location.hash = '/settings'))
  await expect(card.getByTestId('token')).toBeHidden()
  await card.getByRole('button', { name: 'Slå av' }).click()
  await expect(card.getByRole('button', { name: 'Slå på' })).toBeVisible()
})
