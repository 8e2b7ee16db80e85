import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createResultSets } from '#backend/storage/result-sets.ts'

const IDS = 4096
const BYTES = IDS * Uint32Array.BYTES_PER_ELEMENT
const set = (count = IDS) => {
  const ids = new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT)
  return { content: ids, bytes: ids.byteLength, count }
}
const setsWithin = (bytes: number) => createResultSets({ bytes: (count) => randomBytes(count) }, bytes)
const unknown = expect.objectContaining({ code: 'report.unknown-result-set' })

it('lets go of what was not used for longest', () => {
  const sets = setsWithin(3 * BYTES)
  const [first, second, third] = [sets.add(set()), sets.add(set()), sets.add(set())]
  sets.get(first)
  const fourth = sets.add(set())
  expect(() => sets.get(second)).toThrow(unknown)
  for (const name of [first, third, fourth]) expect(sets.get(name).count).toBe(IDS)
})

it('lets go of as many as a large one needs, and keeps that one however large', () => {
  const sets = setsWithin(3 * BYTES)
  const small = [sets.add(set()), sets.add(set())]
  const large = sets.add(set(5 * IDS))
  for (const name of small) expect(() => sets.get(name)).toThrow(unknown)
  expect(sets.get(large).count).toBe(5 * IDS)
  const next = sets.add(set())
  expect(() => sets.get(large)).toThrow(unknown)
  expect(sets.get(next).count).toBe(IDS)
})

it('counts an empty one as well', () => {
  const sets = setsWithin(3 * BYTES)
  const names = Array.from({ length: 13 }, () => sets.add(set(0)))
  expect(() => sets.get(names[0] ?? '')).toThrow(unknown)
  expect(sets.get(names[1] ?? '').count).toBe(0)
})

it('releases those of a client that is gone, and keeps those of others', () => {
  const sets = setsWithin(3 * BYTES)
  const [one, other] = [new AbortController(), new AbortController()]
  const [first, second, shared] = [sets.add(set(), one.signal), sets.add(set(), one.signal), sets.add(set())]
  one.abort()
  for (const name of [first, second]) expect(() => sets.get(name)).toThrow(unknown)
  // Their memory is free for others.
  const kept = [shared, sets.add(set(), other.signal), sets.add(set(), other.signal)]
  for (const name of kept) expect(sets.get(name).count).toBe(IDS)
})

it('keeps nothing for a client that is gone before its report is open', () => {
  const sets = setsWithin(3 * BYTES)
  const name = sets.add(set(), AbortSignal.abort())
  expect(() => sets.get(name)).toThrow(unknown)
})
