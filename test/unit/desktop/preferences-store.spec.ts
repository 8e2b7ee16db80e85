import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testLog } from '../../support/parts.ts'
import { desktopStore, type Written } from '../../../src-main/desktop/preferences-store.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'preferences-'))))
afterEach(async () => await rm(folder, { recursive: true, force: true }))

const failing = (code: string) => Object.assign(new Error(`no ${folder}`), { code, syscall: 'open' })

/** A store over a disk that fails while `failure` is set. */
function bench() {
  const disk = { failure: undefined as Error | undefined, content: {} as Record<string, unknown> }
  const log = testLog()
  const open = async (): Promise<Written> => {
    if (disk.failure) throw disk.failure
    return { set: (key, value) => void (disk.content[key] = value) }
  }
  return { disk, log, store: desktopStore(folder, log, () => ['nb-NO'], open) }
}

const DARK = { language: 'nb', theme: 'dark' } as const

it('keeps preferences and the window', async () => {
  const { disk, store } = bench()
  await store.setPreferences(DARK)
  store.window = { x: 1, y: 2, width: 900, height: 700, maximized: false }
  await store.kept()
  expect(disk.content).toEqual({ preferences: DARK, window: store.window })
})

it.each([
  ['EROFS', { code: 'storage.unavailable', details: { reason: 'read-only', place: 'settings' } }],
  ['EACCES', { code: 'storage.unavailable', details: { reason: 'denied', place: 'settings' } }],
  ['ENOSPC', { code: 'storage.full', details: { place: 'settings' } }],
])(
  'says why preferences could not be kept (%s), applies them, and keeps them the next time',
  async (code, refusal) => {
    const { disk, log, store } = bench()
    disk.failure = failing(code)
    await expect(store.setPreferences(DARK)).rejects.toMatchObject(refusal)
    expect(store.preferences).toEqual(DARK)
    expect(JSON.stringify(log.lines)).not.toContain(folder)
    disk.failure = undefined
    await store.setPreferences(DARK)
    expect(disk.content).toEqual({ preferences: DARK })
  },
)

it('goes on without the place of the window', async () => {
  const { disk, log, store } = bench()
  disk.failure = failing('ENOSPC')
  store.window = { x: 1, y: 2, width: 900, height: 700, maximized: false }
  await store.kept()
  expect(log.lines).toHaveLength(1)
})

it('says that a file is in the place of its folder', async () => {
  await rm(folder, { recursive: true })
  await writeFile(folder, '')
  const { disk, store } = bench()
  disk.failure = failing('ENOTDIR')
  await expect(store.setPreferences(DARK)).rejects.toMatchObject({ details: { reason: 'not-a-folder' } })
})
