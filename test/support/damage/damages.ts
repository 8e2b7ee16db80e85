import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dice } from '../hostile/dice.ts'
import { PAGE_BYTES, siteFile, writeOver } from './damaged-site.ts'

/** One way to damage the files of a site that nobody has open, by chance. */
export type Damage = (folder: string, dice: Dice) => Promise<void>

const randomBytes = (dice: Dice, count: number) =>
  Buffer.from(Array.from({ length: count }, () => dice.below(256)))
const pageCount = async (path: string) => Math.floor((await stat(path)).size / PAGE_BYTES)
const pageAt = (bytes: Buffer, page: number) => bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)

async function writeSomewhere(path: string, dice: Dice): Promise<void> {
  const { size } = await stat(path)
  const bytes = randomBytes(dice, 1 + dice.below(512))
  await writeOver(path, dice.below(Math.max(1, size - bytes.length)), bytes)
}

/** By name; those of the log need a site as a kill leaves it. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'bytes changed': (folder, dice) => writeSomewhere(siteFile(folder), dice),
  'a byte changed': async (folder, dice) => {
    const { size } = await stat(siteFile(folder))
    await writeOver(siteFile(folder), dice.below(size), randomBytes(dice, 1))
  },
  'cut short': async (folder, dice) => {
    const { size } = await stat(siteFile(folder))
    await truncate(siteFile(folder), 1 + dice.below(size - 1))
  },
  'pages blank': async (folder, dice) => {
    const pages = await pageCount(siteFile(folder))
    for (let count = 1 + dice.below(5); count > 0; count -= 1)
      await writeOver(siteFile(folder), dice.below(pages) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES))
  },
  'pages swapped': async (folder, dice) => {
    const bytes = await readFile(siteFile(folder))
    const pages = await pageCount(siteFile(folder))
    const [one, other] = [dice.below(pages), dice.below(pages)]
    await writeOver(siteFile(folder), one * PAGE_BYTES, Buffer.from(pageAt(bytes, other)))
    await writeOver(siteFile(folder), other * PAGE_BYTES, Buffer.from(pageAt(bytes, one)))
  },
  empty: (folder) => truncate(siteFile(folder), 0),
  'bytes of the log changed': (folder, dice) => writeSomewhere(siteFile(folder, '-wal'), dice),
  'the log cut short': async (folder, dice) => {
    const { size } = await stat(siteFile(folder, '-wal'))
    await truncate(siteFile(folder, '-wal'), dice.below(size))
  },
  'the log gone': (folder) => rm(siteFile(folder, '-wal')),
  'bytes of the log’s index changed': (folder, dice) => writeSomewhere(siteFile(folder, '-shm'), dice),
  'the lock file written over': (folder, dice) =>
    writeFile(join(folder, 'site', 'lock.sqlite'), randomBytes(dice, 1 + dice.below(5000))),
}
