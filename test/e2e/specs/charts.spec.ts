import { expect, test } from '../fixtures.ts'

test('the start page draws what was redeemed, paid and expires, and each bar opens the report', async ({
  app: { page },
}) => {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.getByRole('button', { name: /^(Åpne eksempeldata|Open the sample data)$/ }).click()
  await expect(page.getByTestId('sample-strip')).toBeVisible()
  // The room of the charts is there before they are.
  const room = page.locator('.charts')
  const height = () => room.evaluate((element) => element.getBoundingClientRect().height)
  let before = 0
  await expect.poll(async () => (before = await height())).toBeGreaterThan(0)
  for (const chart of ['redemptions', 'expirations', 'money', 'best', 'rate'])
    await expect(page.getByTestId(`chart-${chart}`).locator('svg').first()).toBeVisible()
  expect(await height()).toBe(before)

  // Money is shown in one currency at a time.
  const money = page.getByTestId('chart-money')
  await money.getByRole('radio', { name: 'CAD' }).click()
  await expect(money.locator('figcaption')).toContainText('CA$')
  await expect(money.locator('figcaption')).not.toContainText('USD')
  await money.getByRole('button', { name: 'Vis som tabell' }).click()
  await expect(money.getByRole('table')).toBeVisible()

  const chart = page.getByTestId('chart-expirations').getByRole('application')
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  const said = await page.getByTestId('chart-expirations').locator('[aria-live]').innerText()
  const codes = Number(/: ([\d\s]+)$/u.exec(said)?.[1]?.replace(/\s/gu, ''))
  expect(codes).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/report\?.*status=.*expiresFrom=/)
  await expect(page.locator('[data-cell][data-column="status"]').first()).toBeVisible()
  expect(problems).toEqual([])
})
