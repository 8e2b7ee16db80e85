import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTarget } from '#backend/kernel/loopback/target.ts'

it('is a path and a query', () => {
  const target = readTarget('/a/%20b?c=1&d=%C3%A6')
  expect(target?.path).toBe('/a/%20b')
  expect([...(target?.query ?? [])]).toEqual([
    ['c', '1'],
    ['d', 'æ'],
  ])
})

it.each(['//', '//evil.example/x', '///', '//[', '//:80', '//a@b:99999/'])(
  'is a path whatever it looks like: %s',
  (raw) => {
    expect(readTarget(raw)?.path.startsWith('//')).toBe(true)
  },
)

it.each([undefined, '', '*', 'http://[', 'http://127.0.0.1/', 'evil.example:443', '?a', '#', 'a'])(
  'is nothing else: %s',
  (raw) => {
    expect(readTarget(raw)).toBeNull()
  },
)

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readTarget(text) === null).toBe(!text.startsWith('/'))
      expect(readTarget(`/${text}`)?.path.startsWith('/')).toBe(true)
    }),
  )
})
