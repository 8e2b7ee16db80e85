import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Repeat } from '#backend/areas/backups/backups.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { can, newWorkplace, type Workplace } from '../../support/process/ordinary-user.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** A small disk for the chosen folder of backups, or for all of the data. */
let place: Workplace
let backend: TestBackend
let check: () => Promise<void>
const repeat: Repeat = (work) => {
  check = work
  return () => undefined
}
beforeEach(async () => void (place = await newWorkplace()))
afterEach(async () => {
  await backend.backend.close()
  await place.remove()
})

const MB = 1024 * 1024
/** Leaves so much room on a disk. */
async function fill(folder: string, left: number): Promise<void> {
  await rm(join(folder, 'filler'), { force: true })
  await writeFile(join(folder, 'filler'), Buffer.alloc(256 * MB)).catch(() => undefined)
  await rm(join(folder, 'filler-2'), { force: true })
  const { size } = await stat(join(folder, 'filler'))
  await truncate(join(folder, 'filler'), Math.max(0, size - left))
}
const start = (folder: string, chosen?: string) =>
  startTestBackend({ folder, parts: { backups: { repeat, folder: chosen } } })
const filesIn = async (...path: string[]) => {
  const found = await readdir(join(place.folder, ...path), { recursive: true }).catch(() => [])
  return found.filter((name) => name.includes('.sqlite'))
}

describe.skipIf(!can.mount)('a full disk', () => {
  it('with the chosen folder: the backup goes beside the site, with a word about it', async () => {
    const disk = join(place.folder, 'disk')
    await place.mount(disk, '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs')
    backend = await start(join(place.folder, 'data'), disk)
    await createCodes(backend, creationOf({}, 20_000))
    await check()
    expect((await backend.api.backups.list({})).backups.map(({ place: of }) => of)).toEqual(['chosen'])
    await fill(disk, MB)
    backend.clock.advance(24 * 3_600_000)
    await backend.api.site.update({ name: 'Endret' })
    await check()
    const { backups, last } = await backend.api.backups.list({})
    expect(backups.map(({ place: of, verified }) => [of, verified])).toEqual([
      ['own', true],
      ['chosen', true],
    ])
    expect(last?.error).toMatchObject({ code: 'backups.folder-unusable', details: { reason: 'full' } })
    expect(backend.eventsOf('backups.onChanged').at(-1)?.failure).toMatchObject({
      code: 'backups.folder-unusable',
    })
    expect((await filesIn('disk')).every((name) => name.endsWith('.sqlite'))).toBe(true)
  })

  it('with everything: the backup is refused once, nothing is removed and no half file is left', async () => {
    const data = join(place.folder, 'data')
    await place.mount(data, '-t', 'tmpfs', '-o', 'size=48m', 'tmpfs')
    backend = await start(data)
    await createCodes(backend, creationOf({}, 20_000))
    await check()
    const before = await filesIn('data', 'site', 'backups')
    await fill(data, MB)
    backend.clock.advance(24 * 3_600_000)
    await backend.api.site.update({ name: 'Endret' })
    await check()
    await check()
    expect(await filesIn('data', 'site', 'backups')).toEqual(before)
    const failures = backend.eventsOf('backups.onChanged').flatMap(({ failure }) => failure ?? [])
    expect(failures).toMatchObject([{ code: 'storage.full', details: { place: 'backups' } }])
    await refusalOf(backend.done(backend.api.backups.create({})), 'storage.full')
    // Work goes on, and with room there is a backup.
    await backend.api.site.update({ name: 'Endret igjen' })
    await fill(data, 40 * MB)
    await check()
    expect((await backend.api.backups.list({})).last?.error).toBeNull()
    expect((await filesIn('data', 'site', 'backups')).length).toBe(before.length + 1)
  })

  it('that fills while the copy is written leaves no half file', async () => {
    const data = join(place.folder, 'data')
    await place.mount(data, '-t', 'tmpfs', '-o', 'size=48m', 'tmpfs')
    backend = await start(data)
    await createCodes(backend, creationOf({}, 20_000))
    const { bytes } = (await backend.done(backend.api.backups.create({}))).backup
    // What another program writes at the same time is not counted when room is looked for.
    await fill(data, bytes + 2 * MB)
    const making = backend.done(backend.api.backups.create({})).catch(() => undefined)
    await writeFile(join(data, 'filler-2'), Buffer.alloc(4 * MB)).catch(() => undefined)
    await making
    expect((await filesIn('data', 'site', 'backups')).every((name) => name.endsWith('.sqlite'))).toBe(true)
    expect((await backend.api.backups.list({})).backups.every(({ verified }) => verified)).toBe(true)
  })
})
