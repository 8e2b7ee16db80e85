import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allRows, createCodes, creationOf } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
const to = (name: string, email: string, count = 1, more: Parameters<typeof creationOf>[0] = {}) =>
  createCodes(backend, creationOf({ recipients: { kind: 'one', name, email }, ...more }, count))

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  describe('find these', () => {
    it('shows exactly the codes and addresses pasted, and lists those that are not there', async () => {
      await to('Åse Ås', 'Åse@example.com', 3)
      await to('Bo', 'bo@example.com', 2)
      await to('Eli', 'eli@example.com', 3)
      await to('Åse Ås', 'åSE@example.com')
      const rows = await allRows(backend)
      const code = rows[7]?.code ?? ''
      const pasted = `${code}\n${code.toLowerCase()}\nBO@example.com\tåse@EXAMPLE.com\nNOSUCHCODE; none@example.com`
      const kept = await backend.api.report.keepList({ text: pasted })
      expect(kept).toMatchObject({
        values: 6,
        kind: 'mixed',
        found: 3,
        notFound: ['NOSUCHCODE', 'none@example.com'],
        notFoundCount: 2,
        duplicates: 1,
      })
      const shown = async (filter: object) => {
        const { resultSet, count } = await backend.api.report.open({
          filter: { list: kept.list, ...filter },
          order: [],
        })
        const { rows: seen } = await backend.api.report.rows({ resultSet, offset: 0, limit: 100 })
        expect(seen).toHaveLength(count)
        return seen.map((row) => row?.id)
      }
      expect(await shown({})).toEqual([1, 2, 3, 4, 5, 8, 9])
      expect(await shown({ recipient: 'bo' })).toEqual([4, 5])
    })

    it('keeps the lists of a client until it disconnects', async () => {
      const client = backend.connect()
      const lists = []
      for (let i = 0; i < 20; i += 1)
        lists.push((await client.api.report.keepList({ text: `CODE${i}` })).list)
      const open = (list: string | undefined) =>
        backend.api.report.open({ filter: { list: list ?? '' }, order: [] })
      for (const list of lists) expect(await open(list)).toMatchObject({ count: 0 })
      client.close()
      await expect(open(lists[0])).rejects.toMatchObject({ code: 'report.unknown-list' })
    })

    it('takes none of a hundred thousand and one values', async () => {
      const text = Array.from({ length: 100_001 }, (_, i) => `C${i}`).join(' ')
      await expect(backend.api.report.keepList({ text })).rejects.toMatchObject({
        code: 'report.list-too-long',
        details: { values: 100_001, limit: 100_000 },
      })
      const most = await backend.api.report.keepList({ text: text.slice(0, text.lastIndexOf(' ')) })
      expect(most).toMatchObject({ values: 100_000, found: 0, notFoundCount: 100_000 })
      expect(most.notFound).toHaveLength(1000)
    })
  })
})
