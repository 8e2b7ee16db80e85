import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileRegistry } from '#backend/files/file-registry.ts'

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
