import { mkdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { contentsOf, expectSound } from '../../support/damage/rescued-site.ts'
import { siteFile } from '../../support/damage/damaged-site.ts'
import { createDice } from '../../support/hostile/dice.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { can, newWorkplace } from '../../support/process/ordinary-user.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const CASES = campaignSize({ small: 8, full: 60 })
const DISK_MB = 24
const MB = 1024 * 1024

/** Work that needs room on the disk of the data folder, where the files that it writes lie as well. */
const WORK: Readonly<Record<string, (backend: TestBackend, disk: string) => Promise<unknown>>> = {
  'creating codes': (backend) => createCodes(backend, creationOf({}, 3000)),
  async 'extending codes'(backend) {
    const { resultSet, ranges, count } = await pickAll(backend)
    const to = { kind: 'days', days: 3 } as const
    await backend.done(backend.api.promo.extend({ picked: { resultSet, ranges }, to, expect: count }))
  },
  settings: ({ api }) => api.site.update({ name: 'Ny' }),
  'a view': ({ api }) => api.views.save({ name: 'Mine', filter: {}, order: [], columns: [] }),
  'a backup': ({ api, done }) => done(api.backups.create({})),
  async 'an export'(backend, disk) {
    const { resultSet, ranges } = await pickAll(backend)
    const target = backend.backend.files.registerWrite(join(disk, 'report.csv')).token
    const order = { picked: { resultSet, ranges }, format: 'csv', language: 'nb' } as const
    await backend.done(backend.api.report.export({ ...order, columns: ['code', 'email'], target }))
  },
  'a site file': ({ api, done, backend }, disk) =>
    done(api.siteFile.save({ file: backend.files.registerWrite(join(disk, 'site.ehandel')).token })),
}
const NAMES = [...Object.keys(WORK), 'a new site']

/** Leaves so much room on the disk. */
async function fill(disk: string, left: number): Promise<void> {
  const filler = join(disk, 'filler')
  await writeFile(filler, Buffer.alloc(DISK_MB * MB)).catch(() => undefined)
  await truncate(filler, Math.max(0, (await stat(filler)).size - left))
}

const FULL = /^(storage\.full|file\.unwritable|backups\.)/

describe.skipIf(!can.mount)('a disk that is full', () => {
  it(`loses nothing that was confirmed, in ${CASES} cases`, { timeout: CAMPAIGN_TIMEOUT_MS }, async () => {
    const dice = createDice(7)
    let refused = 0
    for (let at = 0; at < CASES; at += 1) {
      const name = NAMES[at % NAMES.length] ?? ''
      const place = await newWorkplace()
      const disk = join(place.folder, 'disk')
      await place.mount(disk, '-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs')
      const folder = join(disk, 'data')
      await mkdir(folder)
      const left = dice.below(dice.chance(0.5) ? 30_000 : MB)
      let backend: TestBackend | undefined
      try {
        if (name === 'a new site') await fill(disk, left)
        backend = await startTestBackend({ folder })
        if (name === 'a new site') {
          const { problem } = await backend.api.recovery.state({})
          if (problem) {
            expect(problem.code).toBe('storage.full')
            refused += 1
          }
        } else {
          await createCodes(backend, creationOf({}, 2000))
          const before = contentsOf(siteFile(folder))
          await fill(disk, left)
          const failure = await failureOf(WORK[name]?.(backend, disk) ?? Promise.resolve())
          if (failure !== null) {
            expect(failure, name).toMatch(FULL)
            expect(contentsOf(siteFile(folder)), `${name}: half of it is stored`).toEqual(before)
            refused += 1
          }
        }
        await rm(join(disk, 'filler'))
        expect((await backend.api.recovery.retry({})).problem, name).toBeNull()
        const { count } = await pickAll(backend)
        if (name !== 'a new site') expect(count).toBeGreaterThanOrEqual(2000)
        await createCodes(backend, creationOf({}, 3))
        await backend.backend.close()
        backend = await startTestBackend({ folder })
        expect((await pickAll(backend)).count).toBe(count + 3)
        await backend.backend.close()
        expectSound(siteFile(folder))
      } finally {
        await backend?.backend.close().catch(() => undefined)
        await place.remove()
      }
    }
    expect(refused).toBeGreaterThan(CASES / 4)
  })
})
