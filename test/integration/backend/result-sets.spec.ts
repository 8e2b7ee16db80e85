import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
const rowsOf = async (resultSet: string, offset = 0, limit = 100) =>
  (await backend.api.report.rows({ resultSet, offset, limit })).rows

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  it('keep the rows in place while their values change', async () => {
    await createCodes(backend, creationOf({}, 20))
    const { resultSet, count } = await backend.api.report.open({
      filter: { status: ['active'] },
      order: [
        { column: 'expires', descending: false },
        { column: 'code', descending: true },
      ],
    })
    const before = await rowsOf(resultSet)
    const picked = { resultSet, ranges: [[3, 6], [10, 11]] as [number, number][] } // prettier-ignore
    const expires = '2027-06-30' as IsoDate
    await backend.done(backend.api.promo.extend({ picked, to: { kind: 'date', expires }, expect: 4 }))
    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[0, 1]] }, expect: 1 }))
    const after = await rowsOf(resultSet)
    expect(after.map((row) => row?.id)).toEqual(before.map((row) => row?.id))
    expect(after.map((row) => row?.expires === expires)).toEqual(
      before.map((_, i) => [3, 4, 5, 10].includes(i)),
    )
    expect(after[0]?.status).toBe('deleted')
    expect(count).toBe(20)
  })

  it('say how they differ from what they would be now, and no more once that is undone', async () => {
    await createCodes(backend, creationOf({}, 20))
    const asked = {
      filter: { status: ['active'] as 'active'[] },
      order: [{ column: 'expires' as const, descending: false }],
    }
    const { resultSet } = await backend.api.report.open(asked)
    const compare = () => backend.api.report.compare({ resultSet, ...asked })
    expect(await compare()).toEqual({ gone: 0, added: 0, moved: false })

    const expires = '2031-06-30' as IsoDate
    const picked = { resultSet, ranges: [[0, 1]] as [number, number][] }
    const later = await backend.done(
      backend.api.promo.extend({ picked, to: { kind: 'date', expires }, expect: 1 }),
    )
    expect(await compare()).toEqual({ gone: 0, added: 0, moved: true })
    await backend.done(backend.api.history.undo({ operationId: later.operationId }))
    expect(await compare()).toEqual({ gone: 0, added: 0, moved: false })

    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[3, 9]] }, expect: 6 }))
    await createCodes(backend, creationOf({}, 2))
    expect(await compare()).toMatchObject({ gone: 6, added: 2 })
    await expect(backend.api.report.compare({ resultSet: 'none', ...asked })).rejects.toSatisfy((error) =>
      isRefusal(error, 'report.unknown-result-set'),
    )
  })

  it('show an empty place for a code whose creation was undone, never another code', async () => {
    await createCodes(backend, creationOf({}, 3))
    const { operationId } = await createCodes(backend, creationOf({}, 2))
    const { resultSet } = await pickAll(backend)
    await backend.done(backend.api.history.undo({ operationId }))
    await createCodes(backend, creationOf({}, 4))
    expect((await rowsOf(resultSet)).map((row) => row?.id)).toEqual([1, 2, 3, undefined, undefined])
    expect(await backend.api.report.summary({ resultSet })).toMatchObject({ codes: 3, active: 3 })
  })

  it('are unknown under another name', async () => {
    await createCodes(backend, creationOf({}, 2))
    const unknown = (error: unknown) => isRefusal(error, 'report.unknown-result-set')
    await expect(rowsOf('none')).rejects.toSatisfy(unknown)
    await expect(
      backend.api.promo.planDelete({ picked: { resultSet: 'none', ranges: [] } }),
    ).rejects.toSatisfy(unknown)
  })

  it('are kept for fifty clients with some reports each', async () => {
    await createCodes(backend, creationOf({}, 2))
    const sets = []
    for (let i = 0; i < 150; i += 1) sets.push((await pickAll(backend)).resultSet)
    for (const set of sets) expect(await rowsOf(set)).toHaveLength(2)
  })

  it('are released when their client disconnects, and not before', async () => {
    await createCodes(backend, creationOf({}, 2))
    const [client, other] = [backend.connect(), backend.connect()]
    const opened = await client.api.report.open({ filter: {}, order: [] })
    const kept = await other.api.report.open({ filter: {}, order: [] })
    expect(await rowsOf(opened.resultSet)).toHaveLength(2)
    client.close()
    await expect(rowsOf(opened.resultSet)).rejects.toSatisfy((error) =>
      isRefusal(error, 'report.unknown-result-set'),
    )
    expect(await rowsOf(kept.resultSet)).toHaveLength(2)
  })

  it('give the rows that there are at the end, and refuse positions beyond', async () => {
    await createCodes(backend, creationOf({}, 5))
    const { resultSet } = await pickAll(backend)
    expect((await rowsOf(resultSet, 3, 100)).map((row) => row?.id)).toEqual([4, 5])
    expect(await rowsOf(resultSet, 5, 100)).toEqual([])
    const outside = (error: unknown) => isRefusal(error, 'report.position-outside')
    await expect(rowsOf(resultSet, 6)).rejects.toSatisfy(outside)
    const picked = { resultSet, ranges: [[4, 6]] as [number, number][] }
    await expect(backend.api.promo.planDelete({ picked })).rejects.toSatisfy(outside)
    await expect(backend.done(backend.api.promo.delete({ picked, expect: 2 }))).rejects.toSatisfy(outside)
  })

  it('go with their site', async () => {
    await createCodes(backend, creationOf({}, 5))
    const { resultSet } = await pickAll(backend)
    await backend.api.site.open({ kind: 'sample' })
    await expect(rowsOf(resultSet)).rejects.toSatisfy((error) =>
      isRefusal(error, 'report.unknown-result-set'),
    )
  })
})
