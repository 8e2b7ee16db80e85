import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unfinishedName } from '#backend/kernel/files/unfinished.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { until } from '../../support/condition.ts'
import { createTemporaryFiles } from '../../../src-main/hosts/temporary-files.ts'

const HOUR_MS = 3_600_000
/** No process has this number: it is more than any system gives out. */
const NO_PROCESS = 2 ** 30

let folder: string
let dataFolder: string
let now: number
let timers: { at: number; then: () => void }[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'temporary-'))
  dataFolder = join(folder, 'data')
  await mkdir(dataFolder)
  now = Date.UTC(2026, 10, 30)
  timers = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const start = () =>
  createTemporaryFiles({
    dataFolder,
    clock: { now: () => now },
    after(ms, then) {
      const timer = { at: now + ms, then }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
  })

function pass(hours: number): void {
  for (let hour = 0; hour < hours; hour += 1) {
    now += HOUR_MS
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers = timers.filter((one) => one !== timer)
      timer.then()
    }
  }
}

async function fileOf(files: ReturnType<typeof start>, name = 'mottakere.csv'): Promise<string> {
  const { path } = await files.place(name)
  await writeFile(path, 'ola@example.com')
  return path
}

it('removes a file at the latest after a day, and looks only while there is one', async () => {
  const files = start()
  const first = await fileOf(files)
  pass(12)
  const second = await fileOf(files)
  pass(11)
  expect([first, second].map((path) => existsSync(path))).toEqual([true, true])
  pass(1)
  await until('the first is removed', () => !existsSync(dirname(first)))
  expect(existsSync(second)).toBe(true)
  pass(12)
  await until('the second is removed', () => !existsSync(dirname(second)))
  expect(timers).toEqual([])
})

it('removes at a start what every earlier one left, of versions before as well, and nothing of its own', async () => {
  const killed = await fileOf(start())
  await mkdir(join(dataFolder, 'transfers/earlier'), { recursive: true })
  await mkdir(join(dataFolder, 'temporary/work'), { recursive: true })
  const sorted = join(dataFolder, 'temporary/work/etilqs_1')
  const sorting = join(dataFolder, 'temporary/work/etilqs_2')
  for (const path of [sorted, sorting]) await writeFile(path, 'x')
  await utimes(sorted, (now - 1000) / 1000, (now - 1000) / 1000)
  await utimes(sorting, (now + 1000) / 1000, (now + 1000) / 1000)
  await mkdir(join(dataFolder, 'site'), { recursive: true })

  const files = start()
  const own = await fileOf(files)
  await files.sweep()
  expect(existsSync(killed)).toBe(false)
  expect(existsSync(own)).toBe(true)
  expect((await readdir(dataFolder)).sort()).toEqual(['site', 'temporary'])
  expect(await readdir(join(dataFolder, 'temporary/work'))).toEqual(['etilqs_2'])
})

it('removes everything of its own at its end', async () => {
  const files = start()
  const path = await fileOf(files)
  await files.noteTarget(join(folder, 'koder.xlsx'))
  await files.close()
  expect(existsSync(path)).toBe(false)
  expect(await readdir(join(dataFolder, 'temporary/targets'))).toEqual([])
  expect(timers).toEqual([])
})

it('finds what a kill left beside a file of the person’s, and touches nothing else there', async () => {
  const target = join(folder, 'koder.xlsx')
  const killed = start()
  await killed.noteTarget(target)
  const left = [unfinishedName('koder.xlsx', NO_PROCESS, 0), unfinishedName('koder.xlsx', NO_PROCESS, 3)]
  const others = [
    'koder.xlsx',
    unfinishedName('andre.xlsx', NO_PROCESS, 0),
    unfinishedName('koder.xlsx', process.pid, 0),
    '.koder.xlsx.part',
    `.koder.xlsx.${NO_PROCESS}-0.part.txt`,
  ]
  for (const name of [...left.slice(1), ...others]) await writeFile(join(folder, name), 'x')
  // A folder of messages is written in the same way.
  await mkdir(join(folder, left[0] ?? ''))
  await writeFile(join(folder, left[0] ?? '', '1.eml'), 'x')

  await start().sweep()
  expect((await readdir(folder)).sort()).toEqual(['data', ...others].sort())
  // One is still being written: the next start looks again.
  expect(await readdir(join(dataFolder, 'temporary/targets'))).toHaveLength(1)
  await rm(join(folder, unfinishedName('koder.xlsx', process.pid, 0)))
  await start().sweep()
  expect(await readdir(join(dataFolder, 'temporary/targets'))).toEqual([])
})

it('knows the names that files have while they are written', async () => {
  const target = join(folder, `${'lang'.repeat(40)}.xlsx`)
  await start().noteTarget(target)
  let during: string[] = []
  await writeSafely(target, 'lang.xlsx', async () => {
    during = (await readdir(folder)).filter((name) => name.endsWith('.part'))
  })
  expect(during).toHaveLength(1)
  await writeFile(join(folder, (during[0] ?? '').replace(`.${process.pid}-`, `.${NO_PROCESS}-`)), 'x')
  await start().sweep()
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('makes no data folder where that is gone', async () => {
  await rm(dataFolder, { recursive: true })
  await expect(start().place('a.csv')).rejects.toMatchObject({
    details: { reason: 'gone', place: 'transfers' },
  })
  expect(await readdir(folder)).toEqual([])
})

it('does not fail where nothing can be kept', async () => {
  await rm(dataFolder, { recursive: true })
  await writeFile(dataFolder, 'a file where the folder should be')
  const files = start()
  await files.noteTarget(join(folder, 'koder.xlsx'))
  await files.sweep().catch(() => undefined)
  await expect(files.place('a.csv')).rejects.toMatchObject({
    code: 'storage.unavailable',
    details: { reason: 'not-a-folder', place: 'transfers' },
  })
})
