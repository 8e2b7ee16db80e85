import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDataFolder } from '#backend/areas/data-folder/data-folder.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'place-'))))
afterEach(async () => await rm(folder, { recursive: true, force: true }))

const at = async (dataFolder: string) => {
  const siteFolder = join(dataFolder, 'site')
  await mkdir(siteFolder, { recursive: true, mode: 0o700 })
  return createDataFolder({ dataFolder, siteFolder })
}
const place = async (of: Awaited<ReturnType<typeof at>>) => await of.place({})
const dismiss = async (of: Awaited<ReturnType<typeof at>>) => await of.dismiss({})
const dropbox = { kind: 'synced', service: 'dropbox' }

it('says nothing of a folder of one’s own', async () => {
  const own = await at(join(folder, 'data'))
  expect(await place(own)).toEqual({ unsafe: null, dismissed: false })
  expect(await dismiss(own)).toEqual({})
})

it('warns once of a folder, again where it was moved, and keeps no path', async () => {
  const first = await at(join(folder, 'Dropbox/data'))
  expect(await place(first)).toEqual({ unsafe: dropbox, dismissed: false })
  await dismiss(first)
  expect(await place(first)).toEqual({ unsafe: dropbox, dismissed: true })
  const kept = await readFile(join(folder, 'Dropbox/data/folder.json'), 'utf8')
  expect(kept).not.toContain('Dropbox')
  const moved = await at(join(folder, 'OneDrive/data'))
  await writeFile(join(folder, 'OneDrive/data/folder.json'), kept)
  expect(await place(moved)).toEqual({ unsafe: { kind: 'synced', service: 'onedrive' }, dismissed: false })
})

it('sees where a link of the data folder, or of the site in it, leads', async () => {
  await mkdir(join(folder, 'Dropbox/data'), { recursive: true })
  await symlink(join(folder, 'Dropbox/data'), join(folder, 'data'))
  expect(await place(await at(join(folder, 'data')))).toMatchObject({ unsafe: dropbox })
  await mkdir(join(folder, 'other'))
  await symlink(join(folder, 'Dropbox/data/site'), join(folder, 'other/site'))
  expect(await place(await at(join(folder, 'other')))).toMatchObject({ unsafe: dropbox })
})

it('warns once more where what was kept is spoiled, and says why it cannot be kept', async () => {
  const data = join(folder, 'Dropbox/data')
  const spoiled = await at(data)
  await writeFile(join(data, 'folder.json'), '{')
  expect(await place(spoiled)).toMatchObject({ dismissed: false })
  await rm(data, { recursive: true })
  await expect(dismiss(spoiled)).rejects.toMatchObject({
    code: 'storage.unavailable',
    details: { reason: 'gone', place: 'data' },
  })
})

it('warns that others have access, of one thing after the other, and remembers each', async () => {
  const data = join(folder, 'Dropbox/data')
  const both = await at(data)
  await chmod(data, 0o750)
  const open = { kind: 'open' }
  expect(await place(both)).toEqual({ unsafe: dropbox, dismissed: false })
  await dismiss(both)
  expect(await place(both)).toEqual({ unsafe: open, dismissed: false })
  await dismiss(both)
  expect(await place(both)).toMatchObject({ dismissed: true })
  // What a version before kept: one warning.
  const { dismissed } = JSON.parse(await readFile(join(data, 'folder.json'), 'utf8')) as {
    dismissed: string[]
  }
  await writeFile(join(data, 'folder.json'), JSON.stringify({ dismissed: dismissed.at(-1) }))
  expect(await place(both)).toEqual({ unsafe: open, dismissed: false })
  await chmod(data, 0o700)
  expect(await place(both)).toEqual({ unsafe: dropbox, dismissed: true })
})

it('sees a site that a link leads to where others have access', async () => {
  await mkdir(join(folder, 'elsewhere'))
  await chmod(join(folder, 'elsewhere'), 0o755)
  await mkdir(join(folder, 'data'), { mode: 0o700 })
  await symlink(join(folder, 'elsewhere'), join(folder, 'data/site'))
  expect(await place(await at(join(folder, 'data')))).toMatchObject({ unsafe: { kind: 'open' } })
})
