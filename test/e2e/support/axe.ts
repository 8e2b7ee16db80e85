import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const PAGE_RULES = ['region', 'landmark-one-main', 'page-has-heading-one']

/**
 * What axe finds, a line a place, once nothing moves any more: a colour that is on its way has no contrast of its own.
 * What moves for as long as something is awaited is left moving. In legacy mode, since the other opens a second page
 * for each report.
 */
export async function violations(
  page: Page,
  where = '',
  { exclude, include }: { exclude?: string; include?: string } = {},
): Promise<string[]> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Infinity,
      ),
  )
  // Of what passes only one place is looked up: on a full page that is most of the work.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  if (exclude !== undefined) axe.exclude(exclude)
  // A part of a page has neither its landmarks nor its heading.
  if (include !== undefined) axe.include(include).disableRules(PAGE_RULES)
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${where} ${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}
