import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { buildStamp } from '../../../build/build.ts'
import { hasDisplay, readStartArguments } from '../../../build/start-arguments.ts'
import { playwrightCounts, total, vitestCounts } from '../../../build/test-counts.ts'

it('reads what npm start was asked', () => {
  expect(readStartArguments([])).toEqual({
    browser: false,
    open: true,
    help: false,
    port: undefined,
    data: undefined,
    backups: undefined,
    printToken: false,
  })
  expect(readStartArguments(['--browser', '--port', '0', '--no-open', '--data', 'x'])).toEqual({
    browser: true,
    open: false,
    help: false,
    port: '0',
    data: 'x',
    backups: undefined,
    printToken: false,
  })
})

it.each([
  [['--bogus']],
  [['extra']],
  [['--port', 'x']],
  [['--port', '70000']],
  [['--port']],
  [['--data', '']],
])('refuses %j with a sentence', (args) => expect(() => readStartArguments(args)).toThrow(/\w+ \w+/))

it('knows a display when there is one', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('darwin', {})).toBe(true)
})

it('counts every suite, and what could not even run', () => {
  const vitest = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  const playwright = { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] }
  expect(total([vitestCounts(vitest), playwrightCounts(playwright)])).toEqual({ passed: 9, failed: 4 })
})

it('finds a build stale when what it was made from changes, and when something else wrote into it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'build-'))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  await write('src-main/desktop/main.ts', '1')
  await write('out/main/desktop.js', '1')
  await write('out/renderer/assets/a.js', '1')
  const seen = new Set([await buildStamp(folder)])
  await write('docs/picture.svg', 'no part of a build')
  await write('out/built-from', 'the stamp itself')
  expect(seen).toContain(await buildStamp(folder))

  await write('src-main/desktop/main.ts', '2')
  seen.add(await buildStamp(folder))
  await write('out/main/desktop.js', '2')
  seen.add(await buildStamp(folder))
  await write('out/main/chunks/new.js', '1')
  seen.add(await buildStamp(folder))
  await rm(join(folder, 'out/renderer'), { recursive: true })
  seen.add(await buildStamp(folder))
  expect(seen.size).toBe(5)
  await rm(folder, { recursive: true })
})
