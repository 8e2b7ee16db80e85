import { cp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { RecoveryState } from '#shared/contract/recovery.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { remove, siteFile } from '../../support/damage/damaged-site.ts'
import { DAMAGES } from '../../support/damage/damages.ts'
import {
  type Contents,
  contentsOf,
  expectNothingHidden,
  expectSound,
  missingIn,
} from '../../support/damage/rescued-site.ts'
import { createDice, type Dice } from '../../support/hostile/dice.ts'
import { queueAll } from '../../support/mail/mail-site.ts'
import { openShop } from '../../support/payments/shop.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const CASES = campaignSize({ small: 11, full: 200 })
/** The full campaign is another one each time; a failure says which it was. */
const SEED = Number(process.env['DAMAGE_SEED'] ?? campaignSize({ small: 1, full: Date.now() % 1_000_000 }))
const CODES = 400

/** The folder of a site as it was closed, and as a kill would leave it, each with a backup of before its last changes. */
let closed: string
let killed: string
let before: Contents
const keychain = () => testKeychain(Buffer.alloc(32, 7))

beforeAll(async () => {
  const shop = await openShop({ parts: { keychain: keychain() } })
  await shop.backend.api.site.update({ name: 'Fjordkurs' })
  await createCodes(shop.backend, creationOf({}, CODES))
  await shop.sellWith('payflow-pro')
  await shop.payWithCard({ code: await shop.code() })
  await shop.backend.done(shop.backend.api.backups.create({}))
  // What was done up to here is in the file itself, what follows in its log.
  shop.backend = await shop.backend.restart()
  const { api, folder, backend } = shop.backend
  await api.mail.pause({})
  await queueAll(shop.backend)
  await createCodes(shop.backend, creationOf({ batchName: 'After' }, CODES))
  await api.views.save({ name: 'Mine', filter: {}, order: [], columns: [] })
  await shop.payWithCard()
  before = contentsOf(siteFile(folder))
  killed = await newFolder()
  await cp(folder, killed, { recursive: true })
  await backend.close()
  await shop.simulator.close()
  closed = folder
})
afterAll(() => Promise.all([remove(closed), remove(killed)]))

/** What SQLite itself says of a copy of the files. */
async function isSoundToSqlite(folder: string): Promise<boolean> {
  const copy = await newFolder()
  try {
    await cp(join(folder, 'site'), join(copy, 'site'), { recursive: true })
    const database = new (loadSqlite())(siteFile(copy))
    try {
      return (
        database.pragma('integrity_check', { simple: true }) === 'ok' &&
        (database.pragma('foreign_key_check') as unknown[]).length === 0
      )
    } finally {
      database.close()
    }
  } catch {
    return false
  } finally {
    await remove(copy)
  }
}

type Way = 'restore' | 'rescue' | 'retry'
const used: Record<Way, number> = { restore: 0, rescue: 0, retry: 0 }

/** One of the ways out of a damaged site; answers which one. */
async function recover(backend: TestBackend, state: RecoveryState, way: Way): Promise<Way> {
  const { api, done, folder } = backend
  if (way === 'retry' && state.open === null) {
    expect((await api.recovery.retry({})).problem, 'still damaged').not.toBeNull()
    // As when a disk that was away is there again.
    await remove(join(folder, 'site.sqlite'))
    for (const beside of ['-wal', '-shm'] as const) await remove(siteFile(folder, beside))
    await cp(siteFile(closed), siteFile(folder))
    expect(await api.recovery.retry({})).toMatchObject({ open: 'own', problem: null, readOnly: false })
    return 'retry'
  }
  // Of nothing, nothing is saved.
  const isEmpty = (await stat(siteFile(folder)).catch(() => undefined))?.size === 0
  if (way === 'restore' || isEmpty) {
    const { backups } = await api.backups.list({})
    const good = backups.find(({ problem, isRaw }) => problem === null && !isRaw)
    if (!good) throw new Error('the backup is gone')
    await done(api.backups.restore({ id: good.id }))
    return 'restore'
  }
  const rescued = await done(api.recovery.rescue({}))
  expectNothingHidden({ to: siteFile(folder), rescued }, before)
  expect((await api.backups.list({})).backups.map(({ file }) => file)).toContain(rescued.kept)
  return 'rescue'
}

const start = (folder: string) => startTestBackend({ folder, parts: { keychain: keychain() } })

async function damageOnce(at: number, dice: Dice): Promise<void> {
  const names = Object.keys(DAMAGES)
  const name = names[at % names.length] ?? ''
  const needsLog = name.includes('log')
  const folder = await newFolder()
  let backend: TestBackend | undefined
  try {
    await cp(needsLog || dice.chance(0.3) ? killed : closed, folder, { recursive: true })
    await DAMAGES[name]?.(folder, dice)
    const isSound = await isSoundToSqlite(folder)
    backend = await start(folder)
    await backend.backend.checkSite()
    const state = await backend.api.recovery.state({})

    if (state.problem === null) {
      expect(isSound, `${name}: damaged, and not reported`).toBe(true)
      const now = contentsOf(siteFile(folder))
      const [missing, more] = [missingIn(now, before), missingIn(before, now)]
      // A letter of a key that became another one: the row is there.
      for (const [table, keys] of missing)
        expect(keys.length, `${name}: ${table} ${keys.join()}`).toBeLessThanOrEqual(
          more.get(table)?.length ?? 0,
        )
    } else {
      expect(await failureOf(createCodes(backend, creationOf()))).toMatch(/^(site\.read-only|storage\.)/)
      expect(await failureOf(backend.api.site.update({ name: 'Ny' }))).toMatch(/^(site\.read-only|storage\.)/)
      used[await recover(backend, state, dice.one(['restore', 'rescue', 'retry'] as const))] += 1
    }
    await backend.backend.checkSite()
    expect(await backend.api.recovery.state({}), name).toEqual({
      open: 'own',
      problem: null,
      readOnly: false,
    })
    const { count } = await pickAll(backend)
    await createCodes(backend, creationOf({}, 3))
    expect((await pickAll(backend)).count).toBe(count + 3)
    await backend.api.history.list({ limit: 200 })
    await backend.backend.close()
    expectSound(siteFile(folder))
  } catch (error) {
    throw new Error(`${name}, case ${at} of seed ${SEED}: ${isRefusal(error) ? error.code : String(error)}`, {
      cause: error,
    })
  } finally {
    await backend?.backend.close().catch(() => undefined)
    await remove(folder)
  }
}

it(
  `reports every one of ${CASES} random damages, changes nothing then, and gets out of it`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const dice = createDice(SEED)
    for (let at = 0; at < CASES; at += 1) await damageOnce(at, dice)
    for (const [way, count] of Object.entries(used)) expect(count, way).toBeGreaterThan(0)
  },
)
