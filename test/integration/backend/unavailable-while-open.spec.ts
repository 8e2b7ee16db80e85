import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileReason, StoragePlace, StorageReason } from '#shared/contract/storage-reasons.ts'
import { writeFolder } from '#backend/areas/mail/files/write-folder.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { isSound } from '#backend/storage/sqlite/site-file.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { type BackendProcess, startProcess } from '../../support/process/backend-process.ts'
import { can, hasOrdinaryUser, newWorkplace, type Workplace } from '../../support/process/ordinary-user.ts'

vi.setConfig({ testTimeout: CAMPAIGN_TIMEOUT_MS })

/** What happens where a disk or a folder fails while the site is open, in a process of an ordinary user. */
let place: Workplace
let data: string
let backend: BackendProcess | undefined
beforeEach(async () => {
  place = await newWorkplace()
  data = join(place.folder, 'data')
})
afterEach(async () => {
  await backend?.stop()
  backend = undefined
  await place.remove()
})

const MB = 1024 * 1024
const start = async (limits?: { fileBytes?: number }): Promise<BackendProcess> =>
  (backend = await startProcess(data, { node: await place.node(limits) }))
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    ({ code, details }: { code: string; details: object }) => ({ code, details }),
  )
const unavailable = (reason: StorageReason, of: StoragePlace = 'data') => ({
  code: 'storage.unavailable',
  details: { reason, place: of },
})
const unwritable = (name: string, reason: FileReason) => ({
  code: 'file.unwritable',
  details: { name, reason },
})
const full = { code: 'storage.full', details: { place: 'data' } }
const fillUp = (folder: string): Promise<void> =>
  writeFile(join(folder, 'filler'), Buffer.alloc(256 * MB)).catch(() => undefined)

/** Creates codes until that fails; answers how many there are, and with what it failed. */
async function createUntilRefused({
  api,
  done,
}: BackendProcess): Promise<{ failure: unknown; codes: number }> {
  for (let codes = 0; ; codes += 2000) {
    const failure = await failureOf(createCodes({ api, done }, creationOf({}, 2000)))
    if (failure !== null) return { failure, codes }
  }
}
const countOf = async (running: BackendProcess): Promise<number> => (await pickAll(running)).count

function expectSound(): void {
  const path = join(data, 'site/site.sqlite')
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
  expect(isSound(connection)).toBe(true)
  connection.close()
}

/** Of disks whose last byte is reached at another step each. */
const SIZES = [16, 18, 20, 24, 30].slice(0, campaignSize({ small: 1, full: 5 }))

describe.skipIf(!can.mount)('a disk that becomes full', () => {
  it.each(SIZES)(
    'refuses changes, loses nothing, and takes them again once there is room (%i MB)',
    async (size) => {
      await place.mount(data, '-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs')
      const running = await start()
      const { failure, codes } = await createUntilRefused(running)
      expect(failure).toEqual(full)
      expect(await countOf(running)).toBe(codes)
      place.remount(data, `size=${size + 16}m`)
      await createCodes(running, creationOf({}, 2000))
      expect(await countOf(running)).toBe(codes + 2000)
      await running.stop()
      expectSound()
    },
  )
})

describe.skipIf(!hasOrdinaryUser)('a file that reaches the largest size that is allowed', () => {
  it('refuses changes and says so, and takes them again with a higher limit', async () => {
    const limited = await start({ fileBytes: 6 * MB })
    const { failure, codes } = await createUntilRefused(limited)
    expect(failure).toEqual(unavailable('too-large'))
    expect(await countOf(limited)).toBe(codes)
    await limited.stop()
    const running = await start()
    await createCodes(running, creationOf({}, 2000))
    expect(await countOf(running)).toBe(codes + 2000)
    await running.stop()
    expectSound()
  })
})

describe.skipIf(!hasOrdinaryUser)('a folder that may not be written', () => {
  it('of logs stops nothing', async () => {
    await mkdir(join(data, 'logs'), { recursive: true })
    await place.give(data)
    await chmod(join(data, 'logs'), 0o500)
    const { api } = await start()
    expect((await api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })).operationId).not.toBeNull()
    expect(await readdir(join(data, 'logs'))).toEqual([])
  })

  it('of the sample leaves the own site open', async () => {
    const { api } = await start()
    await writeFile(join(data, 'sample'), '')
    expect(await failureOf(api.site.open({ kind: 'sample' }))).toEqual(unavailable('not-a-folder'))
    expect(await api.site.get({})).toMatchObject({ kind: 'own' })
    await rm(join(data, 'sample'))
    expect(await api.site.open({ kind: 'sample' })).toMatchObject({ kind: 'sample' })
  })
})

describe.skipIf(!hasOrdinaryUser)('a file for a person', () => {
  const out = (name = '') => join(place.folder, 'out', name)

  const WAYS: readonly (readonly [
    string,
    FileReason,
    () => Promise<unknown>,
    keyof typeof can | undefined,
  ])[] = [
    ['a full disk', 'full', () => mountOut('size=64k').then(() => fillUp(out())), 'mount'],
    ['a disk that can only be read', 'read-only', () => mountOut('ro'), 'mount'],
    ['a folder without rights', 'denied', () => mkdir(out(), { mode: 0o500 }), undefined],
    ['a folder that is gone', 'gone', async () => undefined, undefined],
    ['a file in place of the folder', 'not-a-folder', () => writeFile(out(), ''), undefined],
  ]
  const mountOut = (options: string) => place.mount(out(), '-t', 'tmpfs', '-o', options, 'tmpfs')

  it.each(WAYS)('says why it cannot be saved: %s', async (_what, reason, spoil, needs) => {
    if (needs && !can[needs]) return
    const running = await start()
    await createCodes(running, creationOf({}, 5000))
    await spoil()
    const saving = async () =>
      running.done(running.api.siteFile.save({ file: await running.writing(out('a.ehandel')) }))
    expect(await failureOf(saving())).toEqual(unwritable('a.ehandel', reason))
    const { resultSet, ranges } = await pickAll(running)
    const exporting = async () =>
      running.done(
        running.api.report.export({
          picked: { resultSet, ranges },
          columns: ['code', 'recipient', 'created'],
          target: await running.writing(out('a.csv')),
          format: 'csv',
          language: 'nb',
        }),
      )
    expect(await failureOf(exporting())).toEqual(unwritable('a.csv', reason))
  })

  it.skipIf(!can.mount)('says why messages cannot be saved as files: a full disk', async () => {
    await mountOut('size=64k')
    async function* files() {
      yield { name: 'a.eml', bytes: Buffer.alloc(256 * 1024) }
    }
    const saving = writeFolder(out('Utboks'), 'Utboks', files())
    expect(await failureOf(saving)).toEqual(unwritable('Utboks', 'full'))
    expect(await readdir(out())).toEqual([])
  })
})
