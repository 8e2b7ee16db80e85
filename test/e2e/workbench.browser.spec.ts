import { readdirSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { ViteDevServer } from 'vite'
import { inRoot } from '../../build/paths.ts'
import { startWorkbench } from '../../build/workbench-server.ts'
import type { StoryPage } from '../workbench/address.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../support/campaign.ts'
import { violations } from './support/axe.ts'
import { launchBrowser } from './support/browser-driver.ts'
import { layoutFaults } from './support/layout-faults.ts'
import { settled } from './support/places.ts'

/** Draws every story of the workbench, in each language and each theme: nothing may be wrong with any of them. */
const FOLDERS = readdirSync(inRoot('test/workbench/stories'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
const LOOKS = [
  { language: 'nb', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const
/** Stories of what is loading or under way hold their timers back for longer. */
const LATER_MS = 1000

declare const storyPage: StoryPage

let workbench: { server: ViteDevServer; url: string }
let browser: Browser
let page: Page
const said: string[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  workbench = await startWorkbench(0, { live: false })
  browser = await launchBrowser()
  // A story goes in the middle of what moves, which would be reported.
  page = await browser.newPage({ viewport: USUAL_WINDOW, reducedMotion: 'reduce' })
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) || /content security policy/i.test(message.text()))
      said.push(message.text())
  })
  await page.clock.install({ time: new Date('2026-03-12T08:00:00Z') })
  await page.goto(`${workbench.url}story.html`)
  // Libraries that are prepared for the first time reload the page.
  await page.waitForFunction(() => 'storyPage' in globalThis, null, { timeout: 120_000 })
  await page.waitForLoadState('networkidle')
})
test.afterAll(async () => {
  await browser.close()
  await workbench.server.close()
})

/** Windows that a dialog, popover or menu has to fit, in the campaign only; the last is 1280 × 800 at 200 %. */
const WINDOWS = [
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 640, height: 400 },
].slice(0, campaignSize({ small: 0, full: 4 }))
const USUAL_WINDOW = { width: 1280, height: 800 }

/** The boxes of what lies over the page in a story, axe, and a picture in `test-results/pictures`, in each window. */
async function lookAtOverlay(name: string): Promise<string[]> {
  if ((await page.locator('.v-overlay--active > .v-overlay__content').count()) === 0) return []
  const found: string[] = []
  for (const window of WINDOWS) {
    await page.setViewportSize(window)
    await settled(page)
    const size = `${window.width}x${window.height}`
    found.push(...(await layoutFaults(page)).map((fault) => `${size}: ${fault}`))
    found.push(...(await violations(page, size, { include: '.v-overlay--active' })))
    const file = `${name.replaceAll('/', '.')}.${size}.png`
    await page.screenshot({ path: inRoot('test-results/pictures/stories', file), caret: 'hide' })
  }
  await page.setViewportSize(USUAL_WINDOW)
  return found
}

for (const folder of FOLDERS)
  test(`every story of ${folder} is drawn without a warning`, async () => {
    test.setTimeout(CAMPAIGN_TIMEOUT_MS)
    const stories = await page.evaluate((of) => storyPage.listStories(of), folder)
    expect(stories).not.toEqual([])
    const wrong: string[] = []
    for (const story of stories)
      for (const look of LOOKS) {
        await page.evaluate((address) => storyPage.show(address), { story, ...look })
        await page.clock.fastForward(LATER_MS)
        const problems = [
          ...(await page.evaluate(() => storyPage.problems())),
          ...(await lookAtOverlay(`${story}.${look.language}.${look.theme}`)),
          ...said.splice(0),
        ]
        wrong.push(...problems.map((problem) => `${story} (${look.language}, ${look.theme}): ${problem}`))
      }
    expect(wrong).toEqual([])
  })

const LANGUAGES_SHOWN = LOOKS.map(({ language }) => language)
const showStory = (story: string, language: 'nb' | 'en') =>
  page.evaluate((address) => storyPage.show(address), { story, language, theme: 'light' as const })

test('a long name of the site leaves the name of the product in one line', async () => {
  for (const language of LANGUAGES_SHOWN) {
    await showStory('components/shell/TitleBar/long name', language)
    const name = page.locator('.title-bar .left strong')
    expect(
      await name.evaluate((box) => [box.getClientRects().length, box.scrollWidth - box.clientWidth]),
    ).toEqual([1, 0])
    const [product, site, chip] = await Promise.all(
      [name, page.getByTestId('site-name'), page.locator('.title-bar .left + *')].map((part) =>
        part.boundingBox(),
      ),
    )
    expect(product?.height).toBeLessThan(24)
    expect(site?.x).toBeGreaterThanOrEqual((product?.x ?? 0) + (product?.width ?? 0))
    expect((site?.x ?? 0) + (site?.width ?? 0)).toBeLessThanOrEqual(chip?.x ?? 0)
  }
})

/** By how many pixels what is in it leaves the box. */
const excess = (selector: string): Promise<number[]> =>
  page
    .locator(selector)
    .evaluateAll((boxes) =>
      boxes.flatMap((box) => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]),
    )

test('one long word stays inside the tip of its cell', async () => {
  await showStory('components/grid/CellTip/one long word', 'nb')
  expect(await excess('.tip')).toEqual([0, 0])
})

test('a card’s name is in one line of its box in a form of 634 px', async () => {
  await showStory('components/provider-form/CardChoice/some', 'nb')
  expect(new Set(await excess('.card'))).toEqual(new Set([0]))
  const heights = await page
    .locator('.card')
    .evaluateAll((boxes) => boxes.map((box) => box.getBoundingClientRect().height))
  expect(new Set(heights)).toEqual(new Set([36]))
})

test('the words of a choice stay inside their part, in a form of 404 px', async () => {
  for (const language of LANGUAGES_SHOWN) {
    await showStory('pages/create/TermsFields/percent', language)
    const margins = await page.locator('.segmented .part').evaluateAll((parts) =>
      parts.flatMap((part) => {
        const words = document.createRange()
        words.selectNodeContents(part)
        const [box, text] = [part.getBoundingClientRect(), words.getBoundingClientRect()]
        return [text.left - box.left, box.right - text.right]
      }),
    )
    expect(margins.length).toBeGreaterThanOrEqual(4)
    expect(Math.min(...margins)).toBeGreaterThanOrEqual(4)
    const outside = await page
      .locator('.segmented')
      .evaluateAll((groups) =>
        groups.map(
          (group) =>
            group.lastElementChild!.getBoundingClientRect().right - group.getBoundingClientRect().right,
        ),
      )
    expect(Math.max(...outside)).toBeLessThanOrEqual(0)
  }
})

test('each paragraph of a text begins at the side of its own letters', async () => {
  await showStory('components/differences/ValueView/each paragraph in its own direction', 'nb')
  const sides = await page.locator('.value').evaluate((box) => {
    const range = document.createRange()
    range.selectNodeContents(box)
    const { left, right } = box.getBoundingClientRect()
    // The words of a line, by their place from the top.
    const lines = new Map<number, { left: number; right: number }>()
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue
      const line = Math.round(rect.top / 10)
      const known = lines.get(line) ?? { left: rect.left, right: rect.right }
      lines.set(line, { left: Math.min(known.left, rect.left), right: Math.max(known.right, rect.right) })
    }
    return [...lines]
      .sort(([a], [b]) => a - b)
      .map(([, line]) => (line.left - left < right - line.right ? 'left' : 'right'))
  })
  expect(sides).toEqual(['left', 'right', 'left'])
})

test('the list finds a story, goes on by keys, and names it in the address', async () => {
  test.setTimeout(180_000)
  const list = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await list.goto(`${workbench.url}?lang=en`)
  await list.getByRole('link', { name: 'out of reach' }).waitFor({ timeout: 120_000 })
  await list.keyboard.press('/')
  await list.keyboard.type('refusedstrip')
  await expect(list.getByRole('status')).toHaveText('3 stories')
  await list.keyboard.press('ArrowDown')
  await expect(list).toHaveURL(/\?story=components\/grid\/RefusedStrip\/one&lang=en&theme=light$/)
  await list.keyboard.press('ArrowDown')
  const frame = list.frameLocator('iframe')
  await expect(frame.getByTestId('grid-refused')).toContainText('1,204 cells were not changed')
  await list.keyboard.press('Escape')
  await list.keyboard.press('l')
  await list.keyboard.press('t')
  await expect(frame.getByTestId('grid-refused')).toContainText('1 204 celler')
  await expect(frame.locator('.v-theme--dark').first()).toBeVisible()
  await expect(list).toHaveURL(/several&lang=nb&theme=dark$/)
  await list.close()
})
