import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  BLOCK,
  blocksFor,
  createRowBlocks,
  KEPT,
  REST_MS,
} from '../../../../src-renderer/components/grid/row-blocks.ts'

interface Request {
  readonly token: string
  readonly offset: number
  readonly limit: number
  answer(rows?: readonly (string | null)[]): Promise<void>
  fail(): Promise<void>
}

/** Blocks over a backend that answers when the test says so. */
function blocksOver(count: number) {
  const requests: Request[] = []
  const changed: number[] = []
  const failures: unknown[] = []
  const blocks = createRowBlocks<string>({
    read: (token, offset, limit) =>
      new Promise((resolve, reject) => {
        requests.push({
          token,
          offset,
          limit,
          answer: async (rows) => {
            resolve(rows ?? Array.from({ length: limit }, (_, i) => `${token}${offset + i}`))
            await settled()
          },
          fail: async () => {
            reject(new Error('away'))
            await settled()
          },
        })
      }),
    onRows: () => undefined,
    onChanged: (positions) => changed.push(...positions),
    onFailed: (error) => failures.push(error),
  })
  blocks.open('a', count)
  return { blocks, requests, changed, failures, offsets: () => requests.map(({ offset }) => offset) }
}
const settled = async () => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve()
}

describe('rows in blocks', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('reads what is seen first, then what is ahead, each once', async () => {
    const { blocks, requests, offsets } = blocksOver(1000)
    blocks.need(170, 195)
    blocks.need(170, 195)
    expect(offsets()).toEqual([0])
    await requests[0]?.answer()
    expect(offsets()).toEqual([0])
    vi.advanceTimersByTime(REST_MS)
    expect(offsets()).toEqual([0, 200])
    blocks.need(171, 196)
    expect(offsets()).toEqual([0, 200])
    expect(blocks.at(171)).toBe('a171')
    expect(blocks.at(200)).toBeUndefined()
  })

  it('reads ahead at once where rows come into view one after another, without a jump', async () => {
    const { blocks, requests, offsets } = blocksOver(1000)
    blocks.need(50, 80)
    await requests[0]?.answer()
    vi.advanceTimersByTime(REST_MS)
    blocks.need(140, 170)
    expect(offsets()).toEqual([0, 200])
  })

  it('reads nothing ahead of a place that was left by the next jump', async () => {
    const { blocks, requests, offsets } = blocksOver(1_000_000)
    blocks.need(170, 195)
    await requests[0]?.answer()
    blocks.need(500_050, 500_080)
    vi.advanceTimersByTime(REST_MS)
    expect(offsets()).toEqual([0, 500_000])
  })

  it('asks for no more rows than there are', () => {
    const { blocks, requests } = blocksOver(250)
    blocks.need(240, 260)
    expect(requests[0]).toMatchObject({ offset: 200, limit: 50 })
  })

  it('follows the latest request during fast scrolling', async () => {
    const { blocks, requests, offsets } = blocksOver(1_000_000)
    for (let first = 0; first < 900_000; first += 10_000) blocks.need(first + 50, first + 80)
    expect(requests).toHaveLength(2)
    await requests[0]?.answer()
    await requests[1]?.answer()
    expect(offsets().slice(2)).toEqual([890_000])
  })

  it('keeps so many blocks, and those that are looked at', async () => {
    const { blocks, requests } = blocksOver(1_000_000)
    for (let block = 0; block < KEPT + 10; block += 1) {
      blocks.need(block * BLOCK + 60, block * BLOCK + 90)
      await requests.at(-1)?.answer()
    }
    expect(blocks.at(60)).toBeUndefined()
    expect(blocks.at((KEPT + 9) * BLOCK)).toBe(`a${(KEPT + 9) * BLOCK}`)
    expect(blocks.at(10 * BLOCK)).toBe(`a${10 * BLOCK}`)
    expect(blocks.at(9 * BLOCK)).toBeUndefined()
  })

  it('forgets everything with another token, also what was on its way', async () => {
    const { blocks, requests } = blocksOver(1000)
    blocks.need(50, 80)
    blocks.open('b', 500)
    await requests[0]?.answer()
    expect(blocks.at(50)).toBeUndefined()
    blocks.need(50, 80)
    expect(requests[1]?.token).toBe('b')
    await requests[1]?.answer()
    expect(blocks.at(50)).toBe('b50')
  })

  it('reads again in place and reports which rows changed', async () => {
    const { blocks, requests, changed } = blocksOver(3)
    blocks.need(0, 3)
    await requests[0]?.answer(['x', 'y', 'z'])
    blocks.refresh()
    expect(blocks.at(1)).toBe('y')
    await requests[1]?.answer(['x', 'Y', null])
    expect(changed).toEqual([1, 2])
    expect(blocks.at(1)).toBe('Y')
    expect(blocks.at(2)).toBeNull()
  })

  it('says when what is looked at has been read again, also when that failed or other rows came', async () => {
    const { blocks, requests } = blocksOver(3)
    let refreshed = 0
    const again = () => void blocks.refresh().then(() => (refreshed += 1))
    again()
    await settled()
    expect(refreshed).toBe(1)
    blocks.need(0, 3)
    again()
    await requests[0]?.answer()
    expect(refreshed).toBe(1)
    await requests[1]?.answer()
    expect(refreshed).toBe(2)
    again()
    await requests[2]?.fail()
    expect(refreshed).toBe(3)
    again()
    blocks.open('other', 3)
    await settled()
    expect(refreshed).toBe(4)
  })

  it('reads once more what was on its way when things changed', async () => {
    const { blocks, requests } = blocksOver(3)
    blocks.need(0, 3)
    blocks.refresh()
    await requests[0]?.answer(['old', 'old', 'old'])
    expect(requests).toHaveLength(2)
    await requests[1]?.answer(['new', 'new', 'new'])
    expect(blocks.at(0)).toBe('new')
    expect(requests).toHaveLength(2)
  })

  it('does not ask by itself for what failed, but when it is looked at again', async () => {
    const { blocks, requests, failures } = blocksOver(3)
    blocks.need(0, 3)
    await requests[0]?.fail()
    expect(failures).toHaveLength(1)
    expect(requests).toHaveLength(1)
    blocks.need(0, 3)
    expect(requests).toHaveLength(2)
  })

  it('has blocks for every row in view, none outside, none twice', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(2_000_000), fc.nat(80), (count, first, seen) => {
        const list = blocksFor(first, first + seen, count)
        expect(new Set(list).size).toBe(list.length)
        for (const block of list) expect(block * BLOCK).toBeLessThan(Math.max(1, count))
        for (let row = first; row < Math.min(first + seen, count); row += 1)
          expect(list).toContain(Math.floor(row / BLOCK))
      }),
    )
  })
})
