import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds, a line a place, once nothing moves any more: a colour that is on its way has no contrast of its own.
 * What moves for as long as something is awaited is left moving. In legacy mode, since the other opens a second page
 * for each report.
 */
export async function violations(page: Page, where = '', exclude?: string): Promise<string[]> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Infinity,
      ),
  )
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations: found } = await (exclude === undefined ? axe : axe.exclude(exclude)).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${where} ${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}
