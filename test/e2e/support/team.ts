import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { expect, newFolder, startersOf, test as base, watch } from '../fixtures.ts'
import { fillPrepared } from '../prepared-folder.ts'
import type { Driver } from './driver.ts'

export { expect }

/** No keychain of a test keeps the password of a database. */
const env = { ECOMMERCE_ADMIN_DATABASE_PASSWORD: 'none' }

/**
 * Starts the program of a person, with a data folder of their own that has their name and the database of their site (null:
 * the folder itself). The same person again is a second start on the same folder, as it is then.
 */
export type StartAs = (
  person: string,
  target: PostgresTarget | null,
) => Promise<Driver & { readonly dataFolder: string }>

export const test = base.extend<{ database: TestDatabase; startAs: StartAs }>({
  database: async ({}, use) => {
    const database = await newDatabase('nb')
    await use(database)
    await database.drop()
  },

  // The database is dropped after the programs have ended.
  startAs: async ({ hostKind, language, database: _ }, use, testInfo) => {
    const folders = new Map<string, string>()
    const running: Driver[] = []
    const problems: string[] = []
    await use(async (person, target) => {
      let dataFolder = folders.get(person)
      if (dataFolder === undefined) {
        dataFolder = await newFolder(hostKind)
        folders.set(person, dataFolder)
        await fillPrepared(dataFolder)
        await setUp(dataFolder, person, target)
      }
      const driver = await startersOf[hostKind]({ dataFolder, language, env })
      running.push(driver)
      watch(driver.page, problems)
      return Object.assign(driver, { dataFolder })
    })
    for (const [i, driver] of running.entries()) {
      if (testInfo.status !== testInfo.expectedStatus)
        await driver.page.screenshot({ path: testInfo.outputPath(`failed-${i}.png`) }).catch(() => undefined)
      await driver.close()
    }
    for (const folder of folders.values()) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    expect(problems).toEqual([])
  },
})

/** As the settings of a program do it. */
async function setUp(dataFolder: string, person: string, target: PostgresTarget | null): Promise<void> {
  await writeFile(join(dataFolder, 'author.json'), JSON.stringify({ name: person }))
  if (target === null) return
  const { host, port, database, user } = target
  const choice = { host, port, database, user, tls: false, certificate: null, sealed: null }
  await writeFile(join(dataFolder, 'database.json'), JSON.stringify(choice))
}
