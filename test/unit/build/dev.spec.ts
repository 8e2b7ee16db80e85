import { expect, it } from 'vitest'
import { readDevArguments } from '../../../build/dev-arguments.ts'
import { partsOf } from '../../../build/dev-watch.ts'

it.each([
  ['src-main/backend/areas/site/site.ts', ['backend']],
  ['src-shared/contract/site.ts', ['backend']],
  ['src-main/backend/app/process/supervisor.ts', ['browser', 'desktop']],
  ['src-main/backend/app/backend.ts', ['backend']],
  ['src-main/hosts/page-files.ts', ['browser', 'desktop']],
  ['src-main/browser/server.ts', ['browser']],
  ['src-main/desktop/menu.ts', ['desktop']],
  ['src-preload/index.ts', ['desktop']],
  ['src-main/backend/areas/site/.site.ts.swp', []],
  ['src-main/backend/areas/site', []],
])('an edit of %s starts %j again', (file, parts) => expect(partsOf(file)).toEqual(parts))

it('reads what npm run dev was asked', () => {
  expect(readDevArguments([])).toEqual({
    browser: false,
    open: true,
    help: false,
    port: undefined,
    data: undefined,
    inspect: undefined,
    inspectHost: undefined,
    inspectWindow: undefined,
  })
  expect(
    readDevArguments(['--inspect', '--inspect-host=1', '--inspect-window', '--port', '0', '--data', 'x']),
  ).toMatchObject({
    browser: true,
    port: '0',
    data: 'x',
    inspect: '9229',
    inspectHost: '1',
    inspectWindow: '9222',
  })
})

it.each([
  [['--inspect=x'], '--inspect takes a number'],
  [['--inspect-window=70000'], '--inspect-window takes a number'],
  [['--data', ''], '--data takes a folder'],
  [['--bogus'], 'bogus'],
])('refuses %j in one sentence', (args, sentence) => expect(() => readDevArguments(args)).toThrow(sentence))
