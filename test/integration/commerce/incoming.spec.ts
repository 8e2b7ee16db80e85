import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { incomingPath, outgoingPath } from '#backend/storage/sqlite/site-transfer.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'
import { type FolderLock, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a database on its way into the site', () => {
  let lock: FolderLock
  beforeEach(async () => void (lock = await lockFolder(folder)))
  afterEach(() => lock.release())

  const site = () => join(folder, 'site.sqlite')
  const databases = async () => (await readdir(folder)).filter((name) => !name.startsWith('lock.')).sort()

  it('never meets the write-ahead log of another', async () => {
    await writeFile(site(), 'old')
    await writeFile(`${site()}-wal`, 'of the old one')
    await writeFile(incomingPath(folder), 'new')
    await refusalOf(takePlace(lock, { isSound: true }), 'storage.locked')
    expect(await readFile(site(), 'utf8')).toBe('old')
    expect(await readFile(`${site()}-wal`, 'utf8')).toBe('of the old one')
  })

  it('takes the place, and the old one stays until the new one is kept', async () => {
    await writeFile(site(), 'old')
    await writeFile(`${site()}-shm`, '')
    await writeFile(incomingPath(folder), 'new')
    await takePlace(lock, { isSound: true })
    expect(await databases()).toEqual(['previous.sqlite', 'site.sqlite'])
    expect(await readFile(site(), 'utf8')).toBe('new')
    await keepNew(lock)
    expect(await databases()).toEqual(['site.sqlite'])
    expect(await takeBack(lock)).toBe(false)
    expect(await readFile(site(), 'utf8')).toBe('new')
  })

  it('gives way to the old one when it cannot be opened, and its log with it', async () => {
    await writeFile(site(), 'old')
    await writeFile(incomingPath(folder), 'new')
    await takePlace(lock, { isSound: true })
    await writeFile(`${site()}-wal`, 'of the new one')
    expect(await takeBack(lock)).toBe(true)
    expect(await databases()).toEqual(['site.sqlite'])
    expect(await readFile(site(), 'utf8')).toBe('old')
  })

  it('must be there: nothing is moved for one that is not', async () => {
    await writeFile(site(), 'old')
    await refusalOf(takePlace(lock, { isSound: true }), 'storage.unavailable')
    expect(await databases()).toEqual(['site.sqlite'])
    expect(await readFile(site(), 'utf8')).toBe('old')
  })
})

describe('at the next start', () => {
  const inSite = (name: string) => join(folder, 'site', name)

  it('what a kill left on its way is removed', async () => {
    await mkdir(join(folder, 'site'))
    const left = [incomingPath(join(folder, 'site')), outgoingPath(join(folder, 'site'))]
    for (const path of left.flatMap((one) => [one, `${one}-journal`])) await writeFile(path, 'half')
    const backend = await startTestBackend({ folder })
    const names = await readdir(join(folder, 'site'))
    expect(names.filter((name) => /incoming|outgoing/.test(name))).toEqual([])
    await backend.stop()
  })

  it('a second program removes nothing of what is on its way in the first', async () => {
    const backend = await startTestBackend({ folder })
    const left = [incomingPath(join(folder, 'site')), outgoingPath(join(folder, 'site'))]
    for (const path of left) await writeFile(path, 'on its way')
    await refusalOf(startTestBackend({ folder }), 'storage.locked')
    for (const path of left) expect(await readFile(path, 'utf8')).toBe('on its way')
    await backend.stop()
  })

  it('a second program is refused while the first has the sample open', async () => {
    const backend = await startTestBackend({ folder })
    await backend.api.site.open({ kind: 'sample' })
    await refusalOf(startTestBackend({ folder }), 'storage.locked')
    await backend.stop()
  })

  /** Two whole databases, as a swap moves them: the site in use and the one that takes its place. */
  async function twoSites() {
    const backend = await startTestBackend({ folder })
    await backend.api.site.update({ name: 'New' })
    await backend.backend.close()
    await copyFile(inSite('site.sqlite'), join(folder, 'new.sqlite'))
    const again = await startTestBackend({ folder })
    await again.api.site.update({ name: 'Old' })
    await createCodes(again, creationOf({}, 5))
    await again.backend.close()
    return {
      old: await readFile(inSite('site.sqlite')),
      next: await readFile(join(folder, 'new.sqlite')),
    }
  }
  const OLD = { name: 'Old', codes: 5 }
  const NEW = { name: 'New', codes: 0 }

  it.each([
    ['before the first step', ['site.sqlite:old', 'incoming.sqlite:new'], OLD],
    ['when the old one had stepped aside', ['previous.sqlite:old', 'incoming.sqlite:new'], OLD],
    ['when the new one was in its place', ['previous.sqlite:old', 'site.sqlite:new'], OLD],
    [
      'when the new one was being opened',
      ['previous.sqlite:old', 'site.sqlite:new', 'site.sqlite-wal:new', 'site.sqlite-shm:new'],
      OLD,
    ],
    ['when the new one was being taken out again', ['previous.sqlite:old'], OLD],
    ['when the new one was kept', ['site.sqlite:new'], NEW],
  ] as const)('a swap that was killed %s leaves a whole site', async (_when, files, expected) => {
    const { old, next } = await twoSites()
    for (const name of ['site.sqlite', 'site.sqlite-wal', 'site.sqlite-shm'])
      await rm(inSite(name), { force: true })
    for (const file of files) {
      const [name = '', which] = file.split(':')
      await writeFile(inSite(name), which === 'old' ? old : next)
    }
    for (let start = 1; start <= 2; start += 1) {
      const backend = await startTestBackend({ folder })
      const found = { name: (await backend.api.site.get({})).name, codes: (await pickAll(backend)).count }
      expect(found).toEqual(expected)
      await backend.backend.close()
      expect((await readdir(join(folder, 'site'))).sort()).toEqual(['lock.sqlite', 'site.sqlite'])
    }
  })
})
