import { join } from 'node:path'
import { campaignSize } from '../../support/campaign.ts'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { layoutFaults } from '../support/layout-faults.ts'
import { goTo, leave, openSample, PLACES, settled, type Shown, textsOf } from '../support/places.ts'
import { root } from '../support/root.ts'

/**
 * Every page and what opens over it, in every window that it has to fit: boxes, axe, and a picture of each in
 * `test-results/pictures`, to be looked at. `npm test` does one window in one language.
 */
const SIZES = {
  '1024x700': { width: 1024, height: 700 },
  '1280x800': { width: 1280, height: 800 },
  '1440x900': { width: 1440, height: 900 },
  /** A window of 1280 × 800 at 200 %. */
  '200-percent': { width: 640, height: 400 },
} as const
type Size = keyof typeof SIZES

const LOOKS = [
  { language: 'nb', size: '1024x700' },
  { language: 'nb', size: '1280x800' },
  { language: 'nb', size: '1440x900' },
  { language: 'nb', size: '200-percent' },
  { language: 'en', size: '1024x700' },
  { language: 'en', size: '1280x800' },
  { language: 'en', size: '1440x900' },
  { language: 'en', size: '200-percent' },
] as const satisfies readonly { language: string; size: Size }[]
const THEMES = (['light', 'dark'] as const).slice(0, campaignSize({ small: 1, full: 2 }))
/** What axe looks at does not depend on the size, but for what is only there in a narrow window. */
const AXE_SIZES: readonly Size[] = ['1024x700', '200-percent']

for (const { language, size } of LOOKS.slice(0, campaignSize({ small: 1, full: LOOKS.length })))
  test.describe(`in ${language}, ${size}`, () => {
    test.use({ language })

    test('nothing is cut, covered or out of reach at any place', async ({ app: { page } }) => {
      test.setTimeout(900_000)
      page.setDefaultTimeout(15_000)
      const shown: Shown = { page, text: await textsOf(language) }
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.setViewportSize(SIZES[size])
      const found: string[] = []

      async function look(name: string): Promise<void> {
        found.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`))
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme })
          await settled(page)
          const file = `${name}.${language}.${theme}.${size}.png`
          await page.screenshot({
            path: join(root, 'test-results/pictures', file),
            animations: 'disabled',
            caret: 'hide',
          })
          if (AXE_SIZES.includes(size)) found.push(...(await violations(page, `${name}, ${theme}`)))
        }
      }

      await page.evaluate((chosen) => {
        localStorage.setItem('preferences', JSON.stringify({ language: chosen, theme: 'system' }))
      }, language)
      await page.reload()
      await settled(page)
      await look('first-start')
      await openSample(shown)
      for (const place of PLACES) {
        try {
          await goTo(shown, place)
          await look(place.name)
          await leave(page)
        } catch (error) {
          found.push(`${place.name}: cannot be looked at: ${String(error).split('\n').slice(0, 3).join(' ')}`)
          await page.reload()
        }
      }
      expect(found).toEqual([])
    })
  })
