import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { incomingPath } from '#backend/storage/sqlite/site-transfer.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'

/** How many changes of files are still made before the kill. */
let left = Infinity
vi.mock('node:fs/promises', async (original) => {
  const real = await original<Record<string, (...given: unknown[]) => unknown>>()
  const counted = ['rename', 'rm', 'writeFile'].map((name) => [
    name,
    (...given: unknown[]) => {
      if (left <= 0) throw new Error('killed')
      left -= 1
      return real[name]?.(...given)
    },
  ])
  return { ...real, ...Object.fromEntries(counted) }
})

let folder: string
const lock = () => ({ folder, isInPlace: () => true, release: () => undefined })
const place = (name: string) => join(folder, name)
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'swap-'))))
afterEach(async () => {
  left = Infinity
  await rm(folder, { recursive: true, force: true })
})

async function make(files: Record<string, string>): Promise<void> {
  left = Infinity
  for (const name of await readdir(folder)) await rm(place(name))
  for (const [name, content] of Object.entries(files)) await writeFile(place(name), content)
  await writeFile(incomingPath(folder), 'new')
}

/** Runs `work` up to its kill; answers whether it came to its end. */
async function until(steps: number, work: () => Promise<unknown>): Promise<boolean> {
  left = steps
  try {
    await work()
    return true
  } catch (error) {
    expect(String(error)).toContain('killed')
    return false
  } finally {
    left = Infinity
  }
}

async function found(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== 'incoming.sqlite')
  const contents = await Promise.all(names.map(async (name) => [name, await readFile(place(name), 'utf8')]))
  const files: Record<string, string> = Object.fromEntries(contents)
  // An empty log is as good as none.
  if (files['site.sqlite-wal'] === '') delete files['site.sqlite-wal']
  return files
}

/** The whole replacement; the new database writes a log of its own while it is looked at. */
const replace = async (isSound: boolean) => {
  await takePlace(lock(), { isSound })
  await writeFile(place('site.sqlite-wal'), 'log of the new')
  await keepNew(lock())
}

const DAMAGED = { 'site.sqlite': 'old', 'site.sqlite-wal': 'log of the old', 'site.sqlite-shm': 'index' }
const NEW = { 'site.sqlite': 'new', 'site.sqlite-wal': 'log of the new' }

it.each([
  [
    'a damaged database with its log',
    DAMAGED,
    false,
    { 'site.sqlite': 'old', 'site.sqlite-wal': 'log of the old' },
  ],
  ['a sound one', { 'site.sqlite': 'old' }, true, { 'site.sqlite': 'old' }],
  ['an empty one', { 'site.sqlite': '' }, false, { 'site.sqlite': '' }],
  ['none', {}, false, {}],
])(
  'is all or nothing over %s, whenever a kill comes, also while it is taken back',
  async (_, before, isSound, old) => {
    let outcomes = { old: 0, new: 0 }
    for (let kill = 0, isDone = false; !isDone; kill += 1)
      for (let second = 0, isBack = false; !isBack; second += 1) {
        await make(before)
        isDone = await until(kill, () => replace(isSound))
        isBack = await until(second, () => takeBack(lock()))
        await takeBack(lock())
        const files = await found()
        const isNew = files['site.sqlite'] === 'new'
        if (!isNew) delete files['site.sqlite-shm']
        // A log is only ever beside its own database.
        expect(files, `kill ${kill}, then ${second}`).toEqual(
          isNew ? (files['site.sqlite-wal'] ? NEW : { 'site.sqlite': 'new' }) : old,
        )
        if (isDone) expect(isNew).toBe(true)
        outcomes = { ...outcomes, [isNew ? 'new' : 'old']: outcomes[isNew ? 'new' : 'old'] + 1 }
      }
    expect(outcomes.old).toBeGreaterThan(2)
    expect(outcomes.new).toBeGreaterThan(0)
  },
)

it('is refused while a log of a sound database is not empty', async () => {
  await make(DAMAGED)
  await expect(takePlace(lock(), { isSound: true })).rejects.toMatchObject({ code: 'storage.locked' })
  expect(await found()).toEqual(DAMAGED)
})
