import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { seededRandom } from '../../support/parts.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const CODES = campaignSize({ small: 3000, full: 10_000 })
const KILLS = campaignSize({ small: 2, full: 60 })
const child = fileURLToPath(new URL('../../support/place-child.ts', import.meta.url))

let database: TestDatabase
let backend: TestBackend

let starts = 0
/** Each with random numbers of its own: codes that an earlier one made must not come again, start after start. */
const start = async (folder?: string) =>
  await startTestBackend({
    ...(folder && { folder }),
    parts: { database: null, databasePassword: 'none', random: seededRandom(`start ${(starts += 1)}`) },
  })
const login = () => {
  const { host, port, database: name, user } = database.target
  return { host, port, database: name, user, tls: false, certificate: null, password: 'none' }
}
const stateOf = async (one: TestBackend) => ({
  name: (await one.api.site.get({})).name,
  codes: (await pickAll(one)).count,
})
const THERE = { name: 'I databasen', codes: CODES }
const HERE = { name: 'I mappen', codes: 3 }

beforeEach(async () => {
  database = await newDatabase()
  backend = await start()
  await backend.api.site.update({ name: HERE.name })
  await createCodes(backend, creationOf({}, HERE.codes))
  await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
  await backend.api.site.update({ name: THERE.name })
  await createCodes(backend, creationOf({}, THERE.codes))
})
afterEach(async () => {
  await backend.stop()
  await database.drop()
})

/** Kills the child so many milliseconds after it began; answers with how long it worked. */
async function run(moment: number, ...given: string[]): Promise<number> {
  const process = fork(child, [backend.folder, ...given], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let began = 0
  let ended = 0
  process.on('message', (message) => {
    if (message === 'has ended') return void (ended = performance.now())
    began = performance.now()
    if (moment < Infinity) setTimeout(() => process.kill('SIGKILL'), moment)
  })
  await once(process, 'exit')
  return ended - began
}

it(
  `leaves the site in the database or has it whole in the folder, wherever of ${KILLS} moments the move is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const { folder } = backend
    const begin = async () => {
      backend = await start(folder)
      await backend.api.storagePlace.leave({})
      const here = await stateOf(backend)
      await backend.api.storagePlace.join({ ...login(), expect: 'site' })
      expect(await stateOf(backend)).toEqual(THERE)
      await backend.backend.close()
      return here
    }
    await backend.backend.close()
    expect(await begin()).toEqual(HERE)
    const took = await run(Infinity)
    expect(await begin()).toEqual(THERE)
    for (let kill = 0; kill < KILLS; kill += 1) {
      await run(((kill + Math.random()) / KILLS) * 1.1 * took)
      backend = await start(folder)
      expect(await stateOf(backend), `after kill ${kill}`).toEqual(THERE)
      await backend.backend.close()
      expect([HERE, THERE]).toContainEqual(await begin())
    }
    backend = await start(folder)
    expect(
      (await readdir(join(folder, 'site'))).filter((name) => /incoming|previous|copied/.test(name)),
    ).toEqual([])
    const { backups } = await backend.api.backups.list({})
    expect(backups.every(({ verified, problem }) => verified && problem === null)).toBe(true)
    expect(backups.some(({ reason, content }) => reason === 'move' && content?.name === HERE.name)).toBe(true)
  },
)

it(
  `leaves the contents of the database or those of the file, wherever of ${KILLS} moments the opening is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const { folder } = backend
    const saveTo = async (path: string) => {
      const { token } = backend.backend.files.registerWrite(path)
      await backend.done(backend.api.siteFile.save({ file: token }))
    }
    const [there, other] = [join(folder, 'there.ehandel'), join(folder, 'other.ehandel')]
    await saveTo(there)
    const OTHER = { name: 'Fra en fil', codes: CODES + 1000 }
    await backend.api.site.update({ name: OTHER.name })
    await createCodes(backend, creationOf({}, 1000))
    await saveTo(other)
    await backend.backend.close()
    const took = await run(Infinity, there)
    let present = THERE
    for (let kill = 0; kill < KILLS; kill += 1) {
      const next = present.name === THERE.name ? OTHER : THERE
      await run(((kill + Math.random()) / KILLS) * 1.1 * took, next === OTHER ? other : there)
      backend = await start(folder)
      const found = await stateOf(backend)
      expect([present, next], `after kill ${kill}`).toContainEqual(found)
      // Nothing of the one that was killed is in the way.
      const { operationId } = await createCodes(backend, creationOf({}, 1))
      await backend.done(backend.api.history.undo({ operationId }))
      present = found
      await backend.backend.close()
    }
    backend = await start(folder)
    expect((await readdir(join(folder, 'site'))).filter((name) => /incoming|copied/.test(name))).toEqual([])
  },
)
