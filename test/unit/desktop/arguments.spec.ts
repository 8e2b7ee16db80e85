import { expect, it } from 'vitest'
import { isOurs } from '../../../src-main/desktop/app-address.ts'
import { readArguments as readBrowserArguments } from '../../../src-main/browser/arguments.ts'
import { readArguments } from '../../../src-main/desktop/arguments.ts'
import { startTexts } from '../../../src-main/hosts/start-texts.ts'

const read = (argv: readonly string[], isPackaged = false) =>
  readArguments({ argv, folder: '/home/kari', isPackaged })

it('finds the data folder among the switches that are not ours', () => {
  const argv = ['--no-sandbox', '--inspect=0', '/project', '--data', '/tmp/x', '--remote-debugging-port=0']
  expect(read(argv)).toEqual({ data: '/tmp/x', files: [] })
  expect(read(['/project', '--data=/tmp/y'])).toEqual({ data: '/tmp/y', files: [] })
  expect(read(['/project'])).toEqual({ data: undefined, files: [] })
})

it('finds the files to open, as paths, relative paths and addresses', () => {
  const argv = ['--no-sandbox', 'liste.csv', 'file:///home/kari/bl%C3%A5%20b%C3%A6r.ehandel', '/æ ø.xlsx']
  const files = ['/home/kari/liste.csv', '/home/kari/blå bær.ehandel', '/æ ø.xlsx']
  expect(read(argv, true).files).toEqual(files)
  expect(read(['/project', ...argv]).files).toEqual(files)
  expect(read(['file://other.example/x.csv', 'file:///%00', ''], true).files).toEqual([])
})

it.each([['--data'], ['--data='], ['--data', ''], ['--data', '--no-sandbox']])(
  'refuses %j, which would open other data than was meant',
  (...argv) => {
    for (const either of [read, readBrowserArguments])
      expect(() => either(argv)).toThrow(startTexts().noFolder)
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
