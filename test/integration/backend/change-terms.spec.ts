import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellEdit } from '#shared/contract/edits.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines, useCodes } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

const TODAY = '2026-11-23' as IsoDate
const day = (days: number) => addDays(TODAY, days)
let backend: TestBackend
const codes = (count: number, more: Parameters<typeof creationOf>[0] = {}) =>
  createCodes(backend, creationOf(more, count))
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))
const termsOf = async () =>
  (await allRows(backend)).map(({ discount, limit, appliesTo, validFrom, expires, note }) => ({
    ...{ discount, limit, appliesTo, validFrom, expires, note },
  }))
async function planned(change: TermChange) {
  const { resultSet, ranges } = await pickAll(backend)
  const request = { picked: { resultSet, ranges }, change }
  return { request, plan: await backend.api.promo.planChangeTerms(request) }
}
async function changed(change: TermChange) {
  const { request, plan } = await planned(change)
  return { plan, ...(await backend.done(backend.api.promo.changeTerms({ ...request, expect: plan.change }))) }
}

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  it('changes each term, with undo and redo, also of codes whose creation is undone', async () => {
    const { operationId: creation } = await codes(3, {
      discount: { kind: 'amount', minor: 2500, currency: 'CAD' },
      usage: { kind: 'unlimited' },
      note: 'Før – «-»',
      validFrom: day(1),
    })
    const states = [await termsOf()]
    const operations: number[] = []
    const changes: TermChange[] = [
      { term: 'discount', discount: { kind: 'percent', hundredths: 1250 } },
      { term: 'discount', discount: { kind: 'amount', minor: 1, currency: 'GBP' } },
      { term: 'used', usage: { kind: 'times', times: 7 } },
      { term: 'used', usage: { kind: 'unlimited' } },
      { term: 'appliesTo', appliesTo: 'live-events' },
      { term: 'validFrom', validFrom: null },
      { term: 'validFrom', validFrom: day(3) },
      { term: 'expires', expires: day(5) },
      { term: 'expires', expires: day(500) },
      { term: 'note', note: '' },
      { term: 'note', note: `100 % "O'Neil" \\ ærlig` },
    ]
    for (const change of changes) {
      const { operationId, changed: count } = await changed(change)
      expect(count).toBe(3)
      operations.push(operationId)
      states.push(await termsOf())
    }
    expect(states.at(-1)?.[0]).toEqual({
      ...{ discount: { kind: 'amount', minor: 1, currency: 'GBP' }, limit: null, appliesTo: 'live-events' },
      ...{ validFrom: day(3), expires: day(500), note: `100 % "O'Neil" \\ ærlig` },
    })
    const undone: number[] = []
    for (const [i, operationId] of [...operations.entries()].reverse()) {
      undone.push((await undo(operationId)).operationId)
      expect(await termsOf()).toEqual(states[i])
    }
    for (const [i, operationId] of [...undone.entries()].reverse()) {
      await undo(operationId)
      expect(await termsOf()).toEqual(states[operations.length - i])
    }
    const { undo: newest } = await backend.api.history.undoRedo({})
    const before = await termsOf()
    const { operationId: withdrawn } = await undo(creation)
    await undo(newest?.id ?? 0)
    await undo(withdrawn)
    expect(await termsOf()).toEqual(before.map((row) => ({ ...row, note: '' })))
  })

  it('counts what it changes and why it skips the rest, each for one reason', async () => {
    await codes(2, { usage: { kind: 'times', times: 5 } })
    await codes(2, { usage: { kind: 'times', times: 3 }, service: 'training' })
    await codes(1, { usage: { kind: 'unlimited' } })
    await useCodes(engine, backend, [1, 3, 3])
    await useCodes(engine, backend, [3])
    const { resultSet } = await pickAll(backend)
    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[4, 5]] }, expect: 1 }))
    const rows = await allRows(backend)
    const skipped = async (change: TermChange) => {
      const { plan } = await planned(change)
      return [plan.change, ...plan.skipped.map(({ reason, count }) => `${count} ${reason}`)]
    }
    const limit = (times: number): TermChange => ({ term: 'used', usage: { kind: 'times', times } })
    expect(await skipped(limit(3))).toEqual([2, '1 deleted', '2 same'])
    expect(await skipped({ term: 'used', usage: { kind: 'once' } })).toEqual([3, '1 deleted', '1 used-more'])
    expect(await skipped(limit(2))).toEqual([4, '1 deleted'])
    expect(await skipped({ term: 'appliesTo', appliesTo: 'live-events' })).toEqual([
      2,
      '1 deleted',
      '2 other-service',
    ])
    expect(await skipped({ term: 'appliesTo', appliesTo: 'everything' })).toEqual([0, '1 deleted', '4 same'])
    const last = rows[0]?.expires ?? TODAY
    expect(await skipped({ term: 'validFrom', validFrom: addDays(last, 1) })).toEqual([
      0,
      '1 deleted',
      '4 expires-before',
    ])
    await changed({ term: 'validFrom', validFrom: day(9) })
    expect(await skipped({ term: 'expires', expires: day(8) })).toEqual([0, '1 deleted', '4 starts-after'])
    const { plan } = await planned({ term: 'discount', discount: { kind: 'percent', hundredths: 1 } })
    expect(plan).toMatchObject({
      ...{ selected: 5, change: 4, stayExpired: 0 },
      terms: { used: 2, mailed: 0 },
    })
    expect(plan.terms?.examples).toEqual(
      rows.slice(0, 4).map(({ code }) => ({
        code,
        before: { term: 'discount', discount: { kind: 'percent', hundredths: 2500 } },
      })),
    )
  })

  it('refuses a plan that has moved, a change of nothing, and an expiry that has passed', async () => {
    await codes(2)
    const { request } = await planned({ term: 'note', note: 'A' })
    await expect(
      backend.done(backend.api.promo.changeTerms({ ...request, expect: 3 })),
    ).rejects.toMatchObject({ code: 'plan.moved', details: { planned: 3, now: 2 } })
    const nothing = { ...request, change: { term: 'note', note: '' } as const, expect: 0 }
    await expect(backend.done(backend.api.promo.changeTerms(nothing))).rejects.toMatchObject({
      code: 'promo.nothing-to-change',
    })
    await expect(planned({ term: 'expires', expires: day(-1) })).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })

  it('is not undone under what was used since, nor below a later change of the same term', async () => {
    await codes(2)
    const { operationId } = await changed({ term: 'used', usage: { kind: 'times', times: 3 } })
    await useCodes(engine, backend, [1])
    await undo(operationId)
    const { operationId: again } = await changed({ term: 'used', usage: { kind: 'times', times: 3 } })
    await useCodes(engine, backend, [1])
    const [row] = await allRows(backend)
    await expect(undo(again)).rejects.toMatchObject({
      code: 'history.changed-since',
      details: { count: 1, examples: [row?.code] },
    })
    expect((await allRows(backend)).map(({ limit, used }) => [limit, used])).toEqual([
      [3, 2],
      [3, 0],
    ])
    const { operationId: first } = await changed({ term: 'note', note: 'A' })
    await changed({ term: 'note', note: 'B' })
    const { operationId: last } = await changed({ term: 'note', note: 'A' })
    await expect(undo(first)).rejects.toMatchObject({
      code: 'history.changed-since',
      details: { operationId: last },
    })
  })

  it('writes terms in cells as a person types them, and says what is wrong with the others', async () => {
    await codes(3, { usage: { kind: 'times', times: 5 } })
    await useCodes(engine, backend, [2])
    await useCodes(engine, backend, [2])
    const { resultSet } = await pickAll(backend)
    const before = await termsOf()
    const cell = (id: number, column: CellEdit['column'], text: string): CellEdit => ({ id, column, text })
    const cells = [
      cell(1, 'discount', '12,5 %'),
      cell(2, 'discount', 'US$ 1\u00a0030,00 USD'),
      cell(3, 'discount', '40'),
      cell(1, 'used', '0 / ∞'),
      cell(2, 'used', '1'),
      cell(3, 'used', '3 av 10'),
      cell(1, 'appliesTo', 'direktesendte hendelser'),
      cell(2, 'appliesTo', 'Live sessions'),
      cell(3, 'appliesTo', 'Konserter'),
      cell(1, 'note', '  Avtalt  på messen '),
      cell(2, 'note', 'x'.repeat(501)),
      // Together, whichever comes first.
      cell(1, 'validFrom', '01.02.2027'),
      cell(1, 'expires', '28.02.2027'),
      cell(2, 'validFrom', '01.02.2027'),
      cell(3, 'validFrom', ''),
      cell(3, 'discount', '101 %'),
    ]
    const request = { resultSet, cells, language: 'nb' as const }
    const plan = await backend.api.promo.planEdit(request)
    expect(plan.bad).toEqual([
      { code: 'bad-discount', id: 3, column: 'discount' },
      { code: 'used-more', used: 2, id: 2, column: 'used' },
      { code: 'other-service', id: 2, column: 'appliesTo' },
      { code: 'bad-item', id: 3, column: 'appliesTo' },
      { code: 'note-too-long', limit: 500, id: 2, column: 'note' },
      { code: 'expires-before', expires: '2026-12-31', id: 2, column: 'validFrom' },
    ])
    expect(plan).toMatchObject({ change: 8, same: 1 })
    const { operationId } = await backend.done(backend.api.promo.edit({ ...request, expect: 8 }))
    const [one, two, three] = await termsOf()
    expect(one).toEqual({
      ...{ discount: { kind: 'percent', hundredths: 1250 }, limit: null, appliesTo: 'live-events' },
      ...{ validFrom: '2027-02-01', expires: '2027-02-28', note: 'Avtalt på messen' },
    })
    expect(two?.discount).toEqual({ kind: 'amount', minor: 103_000, currency: 'USD' })
    expect(three?.limit).toBe(10)
    await undo(operationId)
    expect(await termsOf()).toEqual(before)
  })
})
