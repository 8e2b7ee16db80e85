import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Refusal } from '#shared/contract/refusal.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { expect, test } from '../fixtures.ts'
import { openPage, startHost, testBrowser } from '../support/browser-driver.ts'

/**
 * What is wrong at a start, and what to do, in both languages: each is brought about in the data folder of a host that was
 * ended in order.
 */
const ERRORS = {
  newer: new Refusal('storage.newer', { found: 99_990, known: 0 }),
  damaged: new Refusal('storage.damaged', {}),
  folder: new Refusal('storage.unavailable', { reason: 'not-a-folder', place: 'data' }),
  locked: new Refusal('storage.locked', {}),
} as const

/** The page of a host on `data`, in one language and then in the other. */
async function expectSaid(data: string, what: keyof typeof ERRORS): Promise<void> {
  const { host, url } = await startHost(data)
  const page = await openPage(await testBrowser(), url, 'nb')
  try {
    for (const language of LANGUAGES) {
      await page.getByRole('button', { name: languages[language].name }).first().click()
      const { fact, remedy } = errorText(ERRORS[what], language)
      const main = page.getByRole('main')
      // Without what the database itself says.
      await expect(main).toContainText(fact.split(' (')[0] ?? '')
      await expect(main).toContainText(remedy)
    }
  } finally {
    await page.context().close()
    await end(host)
  }
}
async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null) return
  const ended = once(host, 'exit')
  host.kill()
  await ended
}

const database = (data: string) => join(data, 'site/site.sqlite')

test('a start says what is wrong and what to do, in both languages', async ({ dataFolder }) => {
  test.setTimeout(120_000)
  const data = join(dataFolder, 'data')
  const first = await startHost(data)
  const page = await openPage(await testBrowser(), first.url, 'nb')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  // Another program on the same folder, which knows nothing of this one.
  await rm(join(data, 'browser-host.json'))
  await expectSaid(data, 'locked')
  await page.context().close()
  await end(first.host)

  const sqlite = new BetterSqlite3(database(data))
  sqlite.exec(`INSERT INTO migration VALUES (99990, 'of-the-future', 0)`)
  sqlite.close()
  await expectSaid(data, 'newer')

  await writeFile(database(data), 'no database '.repeat(1000))
  await expectSaid(data, 'damaged')

  await rm(data, { recursive: true })
  await writeFile(data, 'a file where the folder should be')
  await expectSaid(data, 'folder')
})
