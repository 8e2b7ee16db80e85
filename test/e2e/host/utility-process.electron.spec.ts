import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Host } from '../../../src-renderer/host/host.ts'
import { startElectron } from '../support/electron-driver.ts'
import { buildUtilityApp } from '../support/utility-app.ts'
import { expect, test } from '../fixtures.ts'

interface Received {
  events: unknown[]
  states: { state: string }[]
}

type Answer = { output: { pid: number; input: unknown } } | { code: string; details: unknown }

/** One call through the page's host, port and preload; a refusal comes back as what it says. */
const call = (page: Page, method: string, input: unknown = null): Promise<Answer> =>
  page.evaluate(
    async ([name, value]) => {
      const { host } = globalThis as unknown as { host: Host }
      try {
        return { output: await host.call(name as never, value) } as Answer
      } catch (error) {
        const { code, details } = error as { code: string; details: unknown }
        return { code, details }
      }
    },
    [method, input] as const,
  )

const received = (page: Page): Promise<Received> =>
  page.evaluate(() => (globalThis as unknown as { received: Received }).received)

test('the utility process serves calls, events and errors, comes back after a crash, and ends in order', async ({
  dataFolder,
}, testInfo) => {
  const project = await buildUtilityApp(testInfo.outputPath('utility-app'))
  const { page, electron, close } = await startElectron({ dataFolder, language: 'nb' }, project)

  const first = await call(page, 'fake.echo', { text: 'blåbær', many: [1, 2, 3] })
  expect(first).toMatchObject({ output: { input: { text: 'blåbær', many: [1, 2, 3] } } })
  const { pid } = (first as { output: { pid: number } }).output
  const metrics = () =>
    electron.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ type }) => type === 'Utility')
        .map((one) => one.pid),
    )
  expect(await metrics()).toContain(pid)

  expect(await call(page, 'fake.refuse')).toEqual({ code: 'promo.nothing-to-change', details: { left: 3 } })
  await call(page, 'fake.event')
  expect((await received(page)).events).toEqual([
    { type: 'event', name: 'history.onRecorded', payload: { operationId: 7, kind: 'undo' } },
  ])

  expect(await call(page, 'fake.crash')).toEqual({ code: 'backend.restarting', details: {} })
  await expect
    .poll(async () => (await received(page)).states.map(({ state }) => state).slice(-2))
    .toEqual(['restarting', 'running'])
  const second = await call(page, 'fake.echo', 2)
  expect(second).toMatchObject({ output: { input: 2 } })
  expect((second as { output: { pid: number } }).output.pid).not.toBe(pid)

  await page.reload()
  expect(await call(page, 'fake.echo', 3)).toMatchObject({ output: { input: 3 } })

  await close()
  const parts = (await readFile(join(dataFolder, 'written'), 'utf8')).trim().split('\n')
  expect(parts).toHaveLength(100)
})
