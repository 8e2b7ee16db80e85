import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bringBack, incomingPath, outgoingPath, takePlace } from '#backend/site-file/incoming.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const site = () => join(folder, 'site.sqlite')

describe('a database on its way into the site', () => {
  it('never meets the write-ahead log of another', async () => {
    await writeFile(site(), 'old')
    await writeFile(`${site()}-wal`, 'of the old one')
    await writeFile(incomingPath(folder), 'new')
    await expect(takePlace(folder)).rejects.toThrow('not closed')
    expect(await readFile(site(), 'utf8')).toBe('old')
  })

  it('takes the place in one step', async () => {
    await writeFile(site(), 'old')
    await writeFile(`${site()}-shm`, '')
    await writeFile(incomingPath(folder), 'new')
    await takePlace(folder)
    expect(await readdir(folder)).toEqual(['site.sqlite'])
    expect(await readFile(site(), 'utf8')).toBe('new')
  })

  it('gives way to the backup when it cannot be opened', async () => {
    await mkdir(join(folder, 'backups'))
    await writeFile(join(folder, 'backups', 'a.sqlite'), 'old')
    await writeFile(site(), 'new')
    await bringBack(folder, 'a.sqlite')
    expect(await readFile(site(), 'utf8')).toBe('old')
  })

  it('is removed at the next start when a kill left it there', async () => {
    await mkdir(join(folder, 'site'))
    const left = [incomingPath(join(folder, 'site')), outgoingPath(join(folder, 'site'))]
    for (const path of left.flatMap((one) => [one, `${one}-journal`])) await writeFile(path, 'half')
    const backend = await startTestBackend({ folder })
    const names = await readdir(join(folder, 'site'))
    expect(names.filter((name) => /incoming|outgoing/.test(name))).toEqual([])
    await backend.stop()
  })
})
