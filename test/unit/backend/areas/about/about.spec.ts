import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAbout } from '#backend/areas/about/about.ts'
import { createFileRegistry } from '#backend/kernel/files/file-registry.ts'
import { REPORT_LIMIT } from '#shared/contract/about.ts'
import { seededRandom, testClock } from '../../../../support/parts.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'about-'))))
afterEach(async () => await rm(folder, { recursive: true, force: true }))

const files = createFileRegistry({ random: seededRandom() })
const about = (showFile?: (path: string) => Promise<boolean>) =>
  createAbout({ dataFolder: folder, files, clock: testClock(), showFile })
const line = (event: string) =>
  `${JSON.stringify({ at: '2026-03-01T08:00:00.000Z', level: 'info', event })}\n`
const report = async () => (await about().report({ window: 'Electron/45' })).text

it('shows data folder and log, where the host can', async () => {
  const shown: string[] = []
  const desktop = about(async (path) => shown.push(path) > 0)
  expect([await desktop.show({ place: 'data' }), await desktop.show({ place: 'log' })]).toEqual([
    { shown: true },
    { shown: true },
  ])
  expect(shown).toEqual([folder, join(folder, 'logs/backend.log')])
  expect(await about().show({ place: 'data' })).toEqual({ shown: false })
})

it('reports versions and the log, and nothing that is no line of it', async () => {
  await mkdir(join(folder, 'logs'))
  await writeFile(
    join(folder, 'logs/backend.log'),
    `${line('backend.started')}kari@example.com\n{"name":"Kari"}\n${line('backend.closed')}`,
  )
  const text = await report()
  expect(text).toMatch(/^E-commerce Admin \d+\.\d+\.\d+\n/)
  expect(text).toContain(`node ${process.versions.node}`)
  expect(text).toContain('window: Electron/45')
  expect(text).toMatch(/--- backend\.log\n.*backend\.started.*\n.*backend\.closed/)
  expect(text).not.toMatch(/kari|example\.com|\/tmp/i)
})

it('reports without a log, and the newest lines of a long one', async () => {
  expect(await report()).not.toContain('---')
  await mkdir(join(folder, 'logs'))
  const long = Array.from({ length: 2000 }, (_, i) => line(`e${i} ${'x'.repeat(3000)}`)).join('')
  for (const name of ['backend', 'desktop']) await writeFile(join(folder, `logs/${name}.log`), long)
  const text = await report()
  expect(text.length).toBeLessThanOrEqual(REPORT_LIMIT)
  expect(text.match(/ e1999 /g)).toHaveLength(2)
  expect(text).not.toContain(' e0 ')
})

it('writes what was shown', async () => {
  const file = join(folder, 'report.txt')
  const { token } = files.registerWrite(file)
  const text = await report()
  expect(await about().saveReport({ file: token, text })).toEqual({ bytes: Buffer.byteLength(text) })
  expect(await readFile(file, 'utf8')).toBe(text)
})
