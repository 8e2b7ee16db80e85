import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileRegistry } from '#backend/kernel/files/file-registry.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'registry-'))))
afterAll(async () => await rm(folder, { recursive: true }))

function registry() {
  let last = 0
  return createFileRegistry({ random: { bytes: (count) => new Uint8Array(count).fill((last += 1)) } })
}

describe('the file registry', () => {
  it('gives a token for a file, which says its name and size and nothing else', async () => {
    const path = join(folder, 'liste.csv')
    await writeFile(path, 'abc')
    const files = registry()
    const ref = await files.registerRead(path)
    expect(ref).toEqual({ token: '01'.repeat(16), name: 'liste.csv', bytes: 3 })
    expect(files.reading(ref.token)).toEqual({ path, name: 'liste.csv', bytes: 3 })
    expect((await files.registerRead(path, 'opplastet.csv')).name).toBe('opplastet.csv')
  })

  it('refuses what is not there, and what is not a file', async () => {
    for (const path of [join(folder, 'none.csv'), folder])
      await expect(registry().registerRead(path, 'x.csv')).rejects.toMatchObject({
        code: 'file.unreadable',
        details: { name: 'x.csv' },
      })
  })

  it('hands out nothing that the program itself has open, whichever way it is named', async () => {
    const site = join(folder, 'site')
    await mkdir(join(site, 'backups'), { recursive: true })
    for (const name of ['site.sqlite', 'lock.sqlite', 'backups/a.sqlite'])
      await writeFile(join(site, name), 'x')
    await symlink(site, join(folder, 'linked'))
    await symlink(join(site, 'site.sqlite'), join(folder, 'linked.sqlite'))
    const random = { bytes: (count: number) => new Uint8Array(count) }
    const files = createFileRegistry({ random, own: [site, join(folder, 'none')] })
    const own = ['site/lock.sqlite', 'site/../site/site.sqlite', 'linked/site.sqlite', 'linked.sqlite']
    for (const name of own) {
      await expect(files.registerRead(join(folder, name))).rejects.toMatchObject({ code: 'file.unreadable' })
      expect(() => files.registerWrite(join(folder, name))).toThrow(
        expect.objectContaining({ code: 'file.unwritable' }),
      )
    }
    expect(() => files.registerWrite(join(site, 'new.sqlite'))).toThrow()
    await files.registerRead(join(site, 'backups/a.sqlite'))
    files.registerWrite(join(folder, 'site.xlsx'))
  })

  it('keeps reading and writing apart, and forgets what is released', async () => {
    const path = join(folder, 'out.xlsx')
    const files = registry()
    const ref = files.registerWrite(path)
    expect(ref).toEqual({ token: ref.token, name: 'out.xlsx', bytes: null })
    expect(files.writing(ref.token)).toEqual({ path, name: 'out.xlsx' })
    expect(() => files.reading(ref.token)).toThrowError(expect.objectContaining({ code: 'file.unknown' }))
    files.release(ref.token)
    expect(() => files.writing(ref.token)).toThrowError(expect.objectContaining({ code: 'file.unknown' }))
  })
})
