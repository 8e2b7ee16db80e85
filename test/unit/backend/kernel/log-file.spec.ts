import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeError, logFile } from '#backend/kernel/log-file.ts'

let folder: string
const clock = { now: () => Date.UTC(2026, 2, 9, 8, 30) }
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('writes one line of JSON for each event, at once', () => {
  logFile({ folder, name: 'backend', clock }).warn('job.slow', { ms: 12 })
  expect(readFileSync(join(folder, 'backend.log'), 'utf8')).toBe(
    '{"at":"2026-03-09T08:30:00.000Z","level":"warn","event":"job.slow","ms":12}\n',
  )
})

it('keeps the newest files under the limit, also over several starts', () => {
  for (let start = 0; start < 4; start++) {
    const log = logFile({ folder, name: 'backend', clock, maxBytes: 400, keep: 2 })
    for (let line = 0; line < 8; line++) log.info('event', { start, line })
  }
  expect(readdirSync(folder).sort()).toEqual(['backend.1.log', 'backend.2.log', 'backend.log'])
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(400)
  expect(readFileSync(join(folder, 'backend.log'), 'utf8')).toContain('"start":3,"line":7')
})

it('never stops the program, where nothing can be written', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => logFile({ folder: join(folder, 'file/logs'), name: 'x', clock }).error('event')).not.toThrow()
})

it('goes on once it can be written again, and makes no folder above its own', () => {
  const data = join(folder, 'data')
  const logs = join(data, 'logs')
  const log = logFile({ folder: logs, name: 'x', clock })
  rmSync(logs, { recursive: true })
  log.info('made-again')
  expect(readFileSync(join(logs, 'x.log'), 'utf8')).toContain('made-again')
  rmSync(data, { recursive: true })
  expect(() => log.info('lost')).not.toThrow()
  expect(existsSync(data)).toBe(false)
  mkdirSync(data)
  log.info('back')
  expect(readFileSync(join(logs, 'x.log'), 'utf8')).toContain('back')
})

it('describes an error by its kind and place, never by its message', () => {
  const error = new TypeError('ola@example.com is not a function')
  const described = JSON.stringify(describeError(error))
  expect(described).toContain('TypeError')
  expect(described).toMatch(/log-file\.spec\.ts:\d+:\d+/)
  expect(described).not.toContain('ola@example.com')
})
