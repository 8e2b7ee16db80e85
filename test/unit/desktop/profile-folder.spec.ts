import { existsSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { profileFolder } from '../../../src-main/desktop/profile-folder.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'profile-'))))
afterEach(async () => await rm(folder, { recursive: true, force: true }))

it('is the one in the data folder, which is made, and stays', () => {
  const wanted = join(folder, 'data/desktop')
  const profile = profileFolder(wanted)
  expect(profile.folder).toBe(wanted)
  if (process.platform !== 'win32') expect(statSync(dirname(wanted)).mode & 0o077).toBe(0)
  profile.remove()
  expect(existsSync(wanted)).toBe(true)
})

it('is another one for this start where that one cannot be made', async () => {
  await writeFile(join(folder, 'data'), '')
  const profile = profileFolder(join(folder, 'data/desktop'), folder)
  expect(dirname(profile.folder)).toBe(folder)
  expect(existsSync(profile.folder)).toBe(true)
  profile.remove()
  expect(existsSync(profile.folder)).toBe(false)
})

it('goes with the next start where Chromium has written to it again', async () => {
  await writeFile(join(folder, 'data'), '')
  const left = join(folder, `ecommerce-admin-profile-${2 ** 30}-x1`)
  const used = join(folder, `ecommerce-admin-profile-${process.pid}-x2`)
  for (const path of [left, used]) await mkdir(path)
  profileFolder(join(folder, 'data/desktop'), folder).remove()
  expect([existsSync(left), existsSync(used)]).toEqual([false, true])
})
