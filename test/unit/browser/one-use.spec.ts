import { expect, it } from 'vitest'
import { createOneUse } from '../../../src-main/browser/one-use.ts'

function parts() {
  const planned = new Set<() => void>()
  const gone: string[] = []
  const secrets = createOneUse((_ms, then) => {
    planned.add(then)
    return () => planned.delete(then)
  }, 1000)
  return { secrets, planned, gone }
}

it('works once, for its purpose', () => {
  const { secrets, planned } = parts()
  const secret = secrets.issue('a')
  expect(secrets.use(null, 'a')).toBe(false)
  expect(secrets.use('', 'a')).toBe(false)
  expect(secrets.use(secret, 'b')).toBe(false)
  expect(secrets.use(secret, 'a')).toBe(true)
  expect(secrets.use(secret, 'a')).toBe(false)
  expect(planned.size).toBe(0)
})

it('works for its time, and says once that it is gone', () => {
  const { secrets, planned, gone } = parts()
  const late = secrets.issue('a', () => gone.push('late'))
  const used = secrets.issue('a', () => gone.push('used'))
  expect(secrets.use(used, 'a')).toBe(true)
  for (const end of planned) end()
  expect(secrets.use(late, 'a')).toBe(false)
  expect(gone).toEqual(['used', 'late'])
})

it('keeps a hundred: the oldest goes', () => {
  const { secrets, gone } = parts()
  const first = secrets.issue('a', () => gone.push('first'))
  const others = Array.from({ length: 100 }, () => secrets.issue('a'))
  expect(gone).toEqual(['first'])
  expect(secrets.use(first, 'a')).toBe(false)
  expect(others.every((other) => secrets.use(other, 'a'))).toBe(true)
})
