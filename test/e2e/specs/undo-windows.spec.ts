import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

test.use({ ownHost: true })

const notice = (page: Page) => page.getByTestId('notice')
const clientId = (page: Page) => page.evaluate(() => sessionStorage.getItem('client-id'))

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Innstillinger' })).toBeVisible()
}

/** Names the site, and leaves the form. */
async function rename(page: Page, name: string): Promise<void> {
  await openSettings(page)
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill(name)
  await page.keyboard.press('Control+s')
  await expect(notice(page)).toContainText('lagret')
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
}

async function secondTab(page: Page, copied?: string): Promise<Page> {
  const second = await page.context().newPage()
  // A browser that duplicates a tab copies its session storage.
  if (copied !== undefined)
    await second.addInitScript((id) => {
      if (sessionStorage.length === 0) sessionStorage.setItem('client-id', id)
    }, copied)
  await second.goto(new URL('/#/history', page.url()).href)
  return second
}

test('Ctrl+Z in one tab is about what that tab did, and asks about what another did', async ({ app }) => {
  const { page } = app
  await rename(page, 'Fjordkurs AS')
  const second = await secondTab(page)
  await expect(second.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()

  await second.keyboard.press('Control+z')
  const question = second.getByRole('dialog')
  await expect(question.getByTestId('undo-made-by')).toHaveText('et annet vindu')
  await expect(question).toContainText('Dette ble ikke gjort i dette vinduet.')
  await question.getByRole('button', { name: 'Avbryt' }).click()
  await expect(question).toBeHidden()

  await rename(second, 'Havbris Kurs')
  await page.bringToFront()
  await page.keyboard.press('Control+z')
  // The first tab's own is older, and the name was changed after it: nothing of the other tab is undone.
  await expect(notice(page)).toContainText('Ingenting er endret.')
  await second.bringToFront()
  await second.keyboard.press('Control+z')
  await expect(notice(second)).toContainText('Angret:')
  await page.bringToFront()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(notice(page)).toContainText('Angret:')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a tab keeps its id through a reload, and a duplicated tab gets its own', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('navigation')).toBeVisible()
  const own = await clientId(page)
  expect(own).toMatch(/^[\w-]{36}$/)
  await page.reload()
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  expect(await clientId(page)).toBe(own)

  const duplicate = await secondTab(page, own ?? '')
  await expect(duplicate.getByRole('heading', { level: 1, name: 'Historikk' })).toBeVisible()
  await expect.poll(() => clientId(duplicate)).not.toBe(own)
  expect(await clientId(page)).toBe(own)
})
