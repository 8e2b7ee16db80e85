import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createKeptLists } from '#backend/storage/kept-lists.ts'

const listsWithin = (bytes: number) => createKeptLists({ bytes: (count) => randomBytes(count) }, bytes)
const list = (codes: number) => ({
  codes: Array.from({ length: codes }, (_, i) => `CODE-${String(i).padStart(5, '0')}`),
  addresses: [],
})
const unknown = expect.objectContaining({ code: 'report.unknown-list' })

it('lets go of what was not used for longest where there is too much text', () => {
  const lists = listsWithin(100_000)
  const [first, second] = [lists.add(list(1000)), lists.add(list(1000))]
  lists.get(first)
  const third = lists.add(list(1000))
  expect(() => lists.get(second)).toThrow(unknown)
  for (const token of [first, third]) expect(lists.get(token).codes).toHaveLength(1000)
})

it('keeps many short ones', () => {
  const lists = listsWithin(100 * 4096)
  const tokens = Array.from({ length: 100 }, () => lists.add(list(1)))
  for (const token of tokens) expect(lists.get(token).codes).toEqual(['CODE-00000'])
  lists.add(list(1))
  lists.add(list(1))
  expect(() => lists.get(tokens[0] ?? '')).toThrow(unknown)
})

it('releases those of a client that is gone', () => {
  const lists = listsWithin(100_000)
  const client = new AbortController()
  const token = lists.add(list(3), client.signal)
  const other = lists.add(list(3))
  client.abort()
  expect(() => lists.get(token)).toThrow(unknown)
  expect(lists.get(other).codes).toHaveLength(3)
})
