import { expect, it } from 'vitest'
import { hasDisplay, readStartArguments } from '../../../build/start-arguments.ts'
import { playwrightCounts, total, vitestCounts } from '../../../build/test-counts.ts'

it('reads what npm start was asked', () => {
  expect(readStartArguments([])).toEqual({
    browser: false,
    open: true,
    help: false,
    port: undefined,
    data: undefined,
  })
  expect(readStartArguments(['--browser', '--port', '0', '--no-open', '--data', 'x'])).toEqual({
    browser: true,
    open: false,
    help: false,
    port: '0',
    data: 'x',
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
