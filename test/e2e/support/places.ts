import { expect, type Page } from '@playwright/test'
import { type Language, languages } from '#shared/languages/languages.ts'

/** The window's texts by their keys, in one language. */
export async function textsOf(language: Language): Promise<(key: string) => string> {
  const { start, pages } = languages[language]
  const all: object[] = [start, await pages()]
  return (key) => {
    for (const texts of all) {
      const found = key
        .split('.')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts)
      if (typeof found === 'string') return found
    }
    throw new Error(`No text ${key}`)
  }
}

export interface Shown {
  readonly page: Page
  readonly text: (key: string) => string
}

/** One thing that the window can show, and how a person gets there: an address, what is there then, and what is done. */
export interface Place {
  readonly name: string
  readonly path: string
  readonly ready: string
  /** What opens over the page is closed again by Escape. */
  readonly act?: (shown: Shown) => Promise<void>
}

const dialog = (page: Page) => page.locator('.v-overlay--active > .v-overlay__content').last()
const opens = async (page: Page) => expect(dialog(page)).toBeVisible()
const CELL = '[data-cell][data-row="0"]'
const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

/** Some rows ticked by keys, codes of several kinds among them. */
async function tick({ page }: Shown): Promise<void> {
  await page.getByRole('grid').focus()
  await press(
    page,
    'Control+Home',
    'Space',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'Shift+Space',
  )
  await expect(page.locator('.selection')).toBeVisible()
}
const named = (page: Page, name: string) => page.getByRole('button', { name }).first()
const report = { path: '/report', ready: CELL } as const

/** Each page of the sample site and its main states, in the order in which they are visited. */
export const PLACES: readonly Place[] = [
  { name: 'overview', path: '/', ready: 'h1' },
  { name: 'events', path: '/commerce/events', ready: '[data-testid="link-strip"]' },
  { name: 'training', path: '/commerce/training', ready: '[data-testid="link-strip"]' },
  {
    name: 'services',
    path: '/commerce/events',
    ready: '[data-testid="link-strip"]',
    act: async ({ page, text }) => {
      await named(page, text('commerce.link.button')).click()
      await opens(page)
    },
  },
  { name: 'review', path: '/commerce/events/review', ready: '[data-testid="checks"]' },
  {
    name: 'test-transaction',
    path: '/test-transaction',
    ready: '[data-testid="page-pay"], [data-testid="obstacle"]',
  },
  { name: 'report', ...report },
  {
    name: 'report-details',
    ...report,
    act: async ({ page }) => {
      await expect(async () => {
        await page.getByRole('grid').focus()
        await press(page, 'Control+Home', 'Enter')
        await expect(page.locator('aside.side')).toBeVisible({ timeout: 500 })
      }).toPass()
    },
  },
  {
    name: 'report-figures',
    ...report,
    act: async ({ page, text }) => {
      await named(page, text('panels.side.figures')).click()
      await expect(page.locator('aside.side')).toBeVisible()
    },
  },
  {
    name: 'report-history',
    ...report,
    act: async ({ page, text }) => {
      await named(page, text('panels.side.history')).click()
      await expect(page.locator('aside.side')).toBeVisible()
    },
  },
  { name: 'report-ticked', ...report, act: tick },
  {
    name: 'extend',
    ...report,
    act: async (shown) => {
      await tick(shown)
      await named(shown.page, shown.text('report.extend.button')).click()
      await opens(shown.page)
    },
  },
  {
    name: 'delete',
    ...report,
    act: async (shown) => {
      await tick(shown)
      await named(shown.page, shown.text('report.remove.button')).click()
      await opens(shown.page)
    },
  },
  {
    name: 'find',
    ...report,
    act: async ({ page }) => {
      await press(page, 'Control+Shift+F')
      await opens(page)
    },
  },
  {
    name: 'send',
    ...report,
    act: async ({ page }) => {
      await page.getByTestId('send-all').click()
      await opens(page)
    },
  },
  {
    name: 'columns',
    ...report,
    act: async ({ page, text }) => {
      await named(page, text('report.columns')).click()
      await opens(page)
    },
  },
  {
    name: 'export',
    ...report,
    act: async ({ page, text }) => {
      await named(page, text('report.export.button')).click()
      await opens(page)
    },
  },
  {
    name: 'cell-menu',
    ...report,
    act: async ({ page }) => {
      await page.getByRole('grid').focus()
      await press(page, 'Control+Home', 'Shift+F10')
      await opens(page)
    },
  },
  {
    name: 'parameter',
    ...report,
    act: async ({ page }) => {
      await page.locator('.bar .add').click()
      await opens(page)
    },
  },
  {
    name: 'print',
    ...report,
    act: async ({ page }) => {
      await press(page, 'Control+P')
      await expect(page.getByRole('article')).toBeVisible()
    },
  },
  {
    name: 'print-cards',
    ...report,
    act: async ({ page, text }) => {
      await tick({ page, text })
      await named(page, text('panels.print.button')).click()
      await page.getByTestId('printCards').click()
      await expect(page.locator('.code-card').first()).toBeVisible()
    },
  },
  { name: 'create', path: '/create', ready: 'h1' },
  { name: 'outbox', path: '/outbox', ready: '[data-testid="outbox-status"]' },
  { name: 'templates', path: '/outbox/templates', ready: '[data-testid="mail-text"]' },
  { name: 'mail-server', path: '/outbox/server', ready: '#server-form' },
  { name: 'history', path: '/history', ready: '[role="option"]' },
  {
    name: 'operation',
    path: '/history',
    ready: '[role="option"]',
    act: async ({ page }) => {
      await page.getByRole('option').first().click()
      await expect(page.getByTestId('operation-details')).toBeVisible()
    },
  },
  { name: 'revisions', path: '/history?view=revisions', ready: '[role="option"]' },
  { name: 'site', path: '/site', ready: 'h1' },
  { name: 'privacy', path: '/privacy', ready: 'h1' },
  {
    name: 'person',
    path: '/privacy',
    ready: 'h1',
    act: async ({ page }) => {
      await page.locator('[data-field="person"] input').fill('solveig')
      await page.getByTestId('person-hit').first().click()
      await expect(page.getByTestId('person')).toBeVisible()
    },
  },
  { name: 'settings', path: '/settings', ready: '#site-form' },
  {
    name: 'keys',
    path: '/settings',
    ready: '#site-form',
    act: async ({ page }) => {
      await press(page, 'F1')
      await opens(page)
    },
  },
  {
    name: 'palette',
    path: '/settings',
    ready: '#site-form',
    act: async ({ page }) => {
      await press(page, 'Control+k')
      await opens(page)
    },
  },
  {
    name: 'messages',
    path: '/settings',
    ready: '#site-form',
    act: async ({ page }) => {
      await page.locator('#site-form input').first().fill(`Fjordkurs ${Date.now()}`)
      await press(page, 'Control+s')
      await page.getByTestId('open-messages').click()
      await opens(page)
    },
  },
]

/** Opens a place as it is at first: nothing over it, nothing ticked. */
export async function goTo({ page, text }: Shown, place: Place): Promise<void> {
  await page.evaluate((to) => (location.hash = to), '/settings')
  await expect(page.locator('#site-form')).toBeVisible()
  await page.evaluate((to) => (location.hash = to), place.path)
  await expect(page.locator(place.ready).first()).toBeVisible()
  await place.act?.({ page, text })
  await settled(page)
}

/** Closes what is open over a page. */
export async function leave(page: Page): Promise<void> {
  for (let tries = 0; tries < 3 && (await page.locator('.v-overlay--active').count()) > 0; tries += 1)
    await page.keyboard.press('Escape')
  await expect(page.locator('.v-overlay--active > .v-overlay__content')).toHaveCount(0)
}

/** Nothing moves, every letter and every chart is there, the pointer is over nothing. */
export async function settled(page: Page): Promise<void> {
  await page.mouse.move(3, 3)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Infinity,
      ),
  )
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart .host')].every(
      (host) => host.clientWidth === 0 || host.querySelector('svg path') !== null,
    ),
  )
}

/** Opens the sample site from the first start. */
export async function openSample({ page, text }: Shown): Promise<void> {
  await page.getByRole('button', { name: text('overview.sample.open') }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
}
