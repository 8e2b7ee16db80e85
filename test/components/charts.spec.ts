import { expect, it } from 'vitest'
import { show, textOf, textsOf } from './show.ts'

const CHART = '[role="application"]'

it('a chart says what it shows, and the same as a table in the same room', async () => {
  const shown = await show('components/charts/ChartFigure/money')
  expect(textOf('figcaption')).toMatch(/^Buyers with a code paid US\$[\d,.]+ and got/)
  expect(document.querySelector(CHART)?.getAttribute('aria-label')).toMatch(/^Paid and discounted\. Buyers/)
  await shown.click('.link')
  expect(textsOf('thead th')).toEqual(['Period', 'Paid', 'Discount given'])
  await shown.click('tbody .link')
  expect(shown.emitted.choose).toMatchObject([[{ by: 'redeemed' }]])
})

it('keys go from bar to bar, which is read out, and Enter chooses', async () => {
  const shown = await show('components/charts/ChartFigure/status and expiration')
  document.querySelector<HTMLElement>(CHART)?.focus()
  await shown.press('Home')
  const first = textOf('[aria-live]')
  expect(first).toMatch(/2026, Expired: \d+$/)
  await shown.press('ArrowUp')
  expect(textOf('[aria-live]')).toMatch(/Used up: \d+$/)
  await shown.press('ArrowRight', 'Enter')
  expect(textOf('[aria-live]')).not.toBe(first)
  expect(shown.emitted.choose).toMatchObject([[{ by: 'expires', status: 'used-up' }]])
})

it('a chart of nothing says so', async () => {
  await show('components/charts/ChartFigure/nothing')
  expect(textOf('.empty')).toBe('Nothing to show yet.')
})
