import { backendPid } from '../support/backend-process.ts'
import { expect, test } from '../fixtures.ts'

test('a killed backend is said, is back by itself, and answers', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
  await app.page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => seen.push(document.body.innerText)).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  })
  const killed = await app.killBackend()
  await expect
    .poll(() =>
      app.page.evaluate(() =>
        (globalThis as unknown as { seen: string[] }).seen.some((text) => /starter på nytt/.test(text)),
      ),
    )
    .toBe(true)
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(null)
  expect(await backendPid(app.dataFolder)).not.toBe(killed)
  await expect(app.page.getByText('starter på nytt')).toHaveCount(0)
  await app.page.getByRole('link', { name: 'Historikk' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('whoever looked at the sample site goes on there after a restart of the backend', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
  await expect(app.page.getByTestId('sample-strip')).toBeVisible()
  const killed = await app.killBackend()
  await expect.poll(() => backendPid(app.dataFolder)).not.toBe(killed)
  await app.page.getByRole('link', { name: 'Kampanjekoderapport' }).click()
  await expect(app.page.getByText('1 284').first()).toBeVisible()
  await expect(app.page.getByTestId('sample-strip')).toBeVisible()
})
