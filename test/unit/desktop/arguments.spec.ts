import { expect, it } from 'vitest'
import { isOurs } from '../../../src-main/desktop/app-address.ts'
import { readArguments as readBrowserArguments } from '../../../src-main/browser/arguments.ts'
import { readArguments } from '../../../src-main/desktop/arguments.ts'
import { startTexts } from '../../../src-main/hosts/start-texts.ts'

it('finds the data folder among the switches that are not ours', () => {
  const argv = ['--no-sandbox', '--inspect=0', '/project', '--data', '/tmp/x', '--remote-debugging-port=0']
  expect(readArguments(argv)).toEqual({ data: '/tmp/x' })
  expect(readArguments(['/project', '--data=/tmp/y'])).toEqual({ data: '/tmp/y' })
  expect(readArguments(['/project'])).toEqual({ data: undefined })
})

it.each([['--data'], ['--data='], ['--data', ''], ['--data', '--no-sandbox']])(
  'refuses %j, which would open other data than was meant',
  (...argv) => {
    for (const read of [readArguments, readBrowserArguments])
      expect(() => read(argv)).toThrow(startTexts().noFolder)
  },
)

it('knows our own page from every other address', () => {
  expect(isOurs('app://window/index.html#/report')).toBe(true)
  for (const other of [
    'app://other/',
    'app://window.evil/',
    'https://window/',
    'file:///index.html',
    'about:blank',
    '',
  ])
    expect(isOurs(other), other).toBe(false)
})
