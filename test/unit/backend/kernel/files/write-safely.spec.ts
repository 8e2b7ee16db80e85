import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unwritable, writeSafely } from '#backend/kernel/files/write-safely.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'safely-'))))
afterEach(async () => await rm(folder, { recursive: true }))

const failing = (code: string) => Object.assign(new Error('no'), { code, syscall: 'write' })

describe('writing safely', () => {
  it('puts the whole file in place of the old one, with its rights', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    await chmod(path, 0o640)
    const written = await writeSafely(path, 'a.csv', async (file) => {
      await file.writeFile('new text')
      expect(await readFile(path, 'utf8')).toBe('old')
      return 7
    })
    expect(written).toEqual({ result: 7, bytes: 8 })
    expect(await readFile(path, 'utf8')).toBe('new text')
    expect((await stat(path)).mode & 0o777).toBe(0o640)
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('leaves the old file, and no half one, when the writing fails', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    const writing = writeSafely(path, 'a.csv', async (file) => {
      await file.writeFile('half')
      throw failing('ENOSPC')
    })
    await expect(writing).rejects.toMatchObject({
      code: 'file.unwritable',
      details: { name: 'a.csv', reason: 'full' },
    })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('follows a link to its target', async () => {
    await writeFile(join(folder, 'real.csv'), 'old')
    await symlink(join(folder, 'real.csv'), join(folder, 'link.csv'))
    await writeSafely(join(folder, 'link.csv'), 'link.csv', (file) => file.writeFile('new'))
    expect(await readFile(join(folder, 'real.csv'), 'utf8')).toBe('new')
  })

  it('refuses a folder that is gone, and a target that is a folder', async () => {
    const write = (path: string) => writeSafely(path, 'x', async () => undefined)
    await expect(write(join(folder, 'none', 'x'))).rejects.toMatchObject({ details: { reason: 'gone' } })
    await mkdir(join(folder, 'x'))
    await expect(write(join(folder, 'x'))).rejects.toMatchObject({ details: { reason: 'not-a-file' } })
  })

  it('says why in words that the window knows, and passes on what is not the file system’s', () => {
    const reason = (code: string) =>
      (unwritable(failing(code), 'x') as { details: { reason: string } }).details.reason
    expect(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'ENOENT', 'EMFILE'].map(reason)).toEqual([
      'full',
      'quota',
      'denied',
      'read-only',
      'gone',
      'other',
    ])
    const bug = new TypeError('bug')
    expect(unwritable(bug, 'x')).toBe(bug)
    const nodes = Object.assign(new TypeError('arg'), { code: 'ERR_INVALID_ARG_TYPE' })
    expect(unwritable(nodes, 'x')).toBe(nodes)
  })
})
