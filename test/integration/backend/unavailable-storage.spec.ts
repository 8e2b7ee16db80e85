import { execFileSync } from 'node:child_process'
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import type { StoragePlace, StorageReason } from '#shared/contract/storage-reasons.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { type BackendProcess, startProcess } from '../../support/process/backend-process.ts'
import { can, hasOrdinaryUser, newWorkplace, type Workplace } from '../../support/process/ordinary-user.ts'

vi.setConfig({ testTimeout: CAMPAIGN_TIMEOUT_MS })

/**
 * Every way in which the files of a site cannot be used, each made by the system itself, with the backend in a process of
 * an ordinary user: root may read and write what it likes.
 */
let place: Workplace
let data: string
let running: BackendProcess | undefined
beforeEach(async () => {
  place = await newWorkplace()
  data = join(place.folder, 'data')
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  await place.remove()
})

async function start(limits?: { fileBytes?: number }): Promise<BackendProcess> {
  await running?.stop()
  return (running = await startProcess(data, { node: await place.node(limits) }))
}

interface Problem {
  code: string
  details: object
}

/** What keeps the site from being used; null where nothing does. */
async function problemOf(backend: BackendProcess): Promise<Problem | null> {
  if (backend.refusal) return { code: backend.refusal.code, details: backend.refusal.details }
  const failure = await backend.api.site.get({}).then(
    () => null,
    (error: unknown) => error as Problem,
  )
  return failure && { code: failure.code, details: failure.details }
}

const unavailable = (reason: StorageReason, of: StoragePlace = 'data'): Problem => ({
  code: 'storage.unavailable' satisfies ErrorCode,
  details: { reason, place: of },
})
const full: Problem = { code: 'storage.full' satisfies ErrorCode, details: { place: 'data' } }

const site = (name = '') => join(data, 'site', name)

let prepared: Workplace
beforeAll(async () => {
  prepared = await newWorkplace()
  data = join(prepared.folder, 'data')
  const { api, stop } = await startProcess(data, { node: await prepared.node() })
  await api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
  await stop()
})
afterAll(() => prepared.remove())

/** A site with something in it, closed. */
const withSite = async () => void execFileSync('cp', ['-a', join(prepared.folder, 'data'), data])

interface Case {
  readonly what: string
  /** The cure moves the data folder, so that the program is started on it again. */
  readonly moves?: true
  /** Part of the small campaign as well. */
  readonly always?: true
  /** Whether the site is a new one. */
  readonly fresh?: boolean
  readonly needs?: 'mount' | 'chattr'
  spoil(): Promise<unknown>
  cure(): Promise<unknown>
  readonly problem: Problem
}

const away = () => join(place.folder, 'away')

const CASES: readonly Case[] = [
  {
    what: 'a data folder without rights',
    always: true,
    spoil: () => chmod(data, 0),
    cure: () => chmod(data, 0o700),
    problem: unavailable('denied'),
  },
  {
    what: 'a site folder that may not be written',
    spoil: () => chmod(site(), 0o500),
    cure: () => chmod(site(), 0o700),
    problem: unavailable('denied'),
  },
  {
    what: 'a site folder without rights',
    spoil: () => chmod(site(), 0),
    cure: () => chmod(site(), 0o700),
    problem: unavailable('denied'),
  },
  {
    what: 'a database that may not be written',
    always: true,
    spoil: () => chmod(site('site.sqlite'), 0o400),
    cure: () => chmod(site('site.sqlite'), 0o600),
    problem: unavailable('denied'),
  },
  {
    what: 'a database without rights',
    spoil: () => chmod(site('site.sqlite'), 0),
    cure: () => chmod(site('site.sqlite'), 0o600),
    problem: unavailable('denied'),
  },
  {
    what: 'a lock without rights',
    spoil: () => chmod(site('lock.sqlite'), 0),
    cure: () => chmod(site('lock.sqlite'), 0o600),
    problem: unavailable('denied'),
  },
  {
    what: 'a log of the database that belongs to somebody else',
    spoil: () => writeFile(site('site.sqlite-wal'), 'x', { mode: 0 }),
    cure: () => rm(site('site.sqlite-wal')),
    problem: unavailable('denied'),
  },
  {
    what: 'a database that the system keeps from being changed',
    needs: 'chattr',
    spoil: async () => execFileSync('chattr', ['+i', site('site.sqlite')]),
    cure: async () => execFileSync('chattr', ['-i', site('site.sqlite')]),
    problem: unavailable('denied'),
  },
  {
    what: 'a parent folder where nothing may be made',
    fresh: true,
    spoil: () => chmod(place.folder, 0o500),
    cure: () => chmod(place.folder, 0o700),
    problem: unavailable('denied'),
  },
  {
    what: 'a folder that is gone, and may not be made',
    fresh: true,
    spoil: async () => {
      data = join(place.folder, 'disk', 'data')
      await chmod(place.folder, 0o500)
    },
    cure: () => chmod(place.folder, 0o700),
    problem: unavailable('gone'),
  },
  {
    what: 'a file where the data folder should be',
    always: true,
    spoil: async () => {
      await rename(data, away())
      await writeFile(data, '')
    },
    cure: async () => {
      await rm(data)
      await rename(away(), data)
    },
    problem: unavailable('not-a-folder'),
  },
  {
    what: 'a file where the site’s folder should be',
    spoil: async () => {
      await rename(site(), away())
      await writeFile(join(data, 'site'), '')
    },
    cure: async () => {
      await rm(join(data, 'site'))
      await rename(away(), site())
    },
    problem: unavailable('not-a-folder'),
  },
  {
    what: 'a folder where the database should be',
    spoil: async () => {
      await rename(site('site.sqlite'), away())
      await mkdir(site('site.sqlite'))
      await place.give(site('site.sqlite'))
    },
    cure: async () => {
      await rm(site('site.sqlite'), { recursive: true })
      await rename(away(), site('site.sqlite'))
    },
    problem: unavailable('not-a-file'),
  },
  {
    what: 'a folder where the lock should be',
    spoil: async () => {
      await rm(site('lock.sqlite'))
      await mkdir(site('lock.sqlite'))
    },
    cure: () => rm(site('lock.sqlite'), { recursive: true }),
    problem: unavailable('not-a-file'),
  },
  {
    what: 'a data folder that is a link to nothing',
    spoil: async () => {
      await rename(data, away())
      await symlink(join(place.folder, 'unplugged'), data)
    },
    cure: () => rename(away(), join(place.folder, 'unplugged')),
    problem: unavailable('dangling-link'),
  },
  {
    what: 'a database that is a link to nothing',
    always: true,
    spoil: async () => {
      await rename(site('site.sqlite'), away())
      await symlink(join(place.folder, 'unplugged.sqlite'), site('site.sqlite'))
    },
    cure: () => rename(away(), join(place.folder, 'unplugged.sqlite')),
    problem: unavailable('dangling-link'),
  },
  {
    what: 'links that lead round and round',
    spoil: async () => {
      await rename(data, away())
      await symlink(data, `${data}-2`)
      await symlink(`${data}-2`, data)
    },
    cure: async () => {
      await rm(data)
      await rename(away(), data)
    },
    problem: unavailable('dangling-link'),
  },
  {
    what: 'a path that SQLite does not take',
    moves: true,
    always: true,
    spoil: () => moveDeep(500),
    cure: () => moveBack(),
    problem: unavailable('path-too-long'),
  },
  {
    what: 'a path that the system does not take',
    moves: true,
    fresh: true,
    spoil: async () => void (data = join(place.folder, 'x'.repeat(300))),
    cure: async () => void (data = join(place.folder, 'data')),
    problem: unavailable('path-too-long'),
  },
  {
    what: 'a file system that can only be read',
    always: true,
    needs: 'mount',
    spoil: async () => {
      await place.mount(`${data}-ro`, '--bind', data)
      place.remount(`${data}-ro`, 'bind,ro')
      data = `${data}-ro`
    },
    cure: async () => place.remount(data, 'bind,rw'),
    problem: unavailable('read-only'),
  },
  {
    what: 'a new site on a full disk',
    always: true,
    needs: 'mount',
    fresh: true,
    spoil: async () => {
      await place.mount(data, '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs')
      await fillUp(data)
    },
    cure: () => rm(join(data, 'filler')),
    problem: full,
  },
  {
    what: 'a new site on a disk that takes no more files',
    needs: 'mount',
    fresh: true,
    spoil: () => place.mount(data, '-t', 'tmpfs', '-o', 'nr_inodes=3', 'tmpfs'),
    cure: async () => place.remount(data, 'nr_inodes=0'),
    problem: full,
  },
]

/** Moves the data folder so far down that its path has so many bytes. */
async function moveDeep(bytes: number): Promise<void> {
  let deep = place.folder
  while (deep.length < bytes) deep = join(deep, 'x'.repeat(Math.min(100, bytes - deep.length)))
  await mkdir(dirname(deep), { recursive: true })
  await rename(data, deep)
  data = deep
}

async function moveBack(): Promise<void> {
  const back = join(place.folder, 'data')
  await rename(data, back)
  data = back
}

async function fillUp(folder: string): Promise<void> {
  await writeFile(join(folder, 'filler'), Buffer.alloc(64 * 1024 * 1024)).catch(() => undefined)
}

const ALWAYS = CASES.filter(({ always }) => always)
const cases = campaignSize({ small: 0, full: 1 }) === 1 ? CASES : ALWAYS

describe.skipIf(!hasOrdinaryUser)('storage that cannot be used at the start', () => {
  for (const { what, fresh = false, needs, spoil, cure, problem, moves: moved = false } of cases)
    it.skipIf(needs !== undefined && !can[needs])(
      `says which it is, and opens once it is cured: ${what}`,
      async () => {
        if (!fresh) await withSite()
        await spoil()
        expect(await problemOf(await start())).toEqual(problem)
        await cure()
        if (running && !moved) expect(await running.api.recovery.retry({})).toMatchObject({ problem: null })
        const cured = running && !moved ? running : await start()
        expect((await cured.api.site.get({})).name).toBe(fresh ? '' : 'Fjordkurs')
      },
    )
})
