import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/errors.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** What a promo code is in the model: as much as the commands change. */
interface ModelCode {
  readonly code: string
  expires: IsoDate
  deleted: boolean
}
/** An operation and how to take it back in the model; undefined when it is no longer possible. */
interface ModelOperation {
  readonly id: number
  readonly kind: 'create' | 'extend' | 'delete'
  readonly before: ReadonlyMap<number, ModelCode>
  readonly after: ReadonlyMap<number, ModelCode>
  undone: boolean
}
interface Model {
  readonly codes: Map<number, ModelCode>
  readonly operations: ModelOperation[]
  /** Every generated code that ever was, in upper case. */
  readonly everMade: Set<string>
}
type Real = TestBackend
type Command = fc.AsyncCommand<Model, Real>

const TODAY = '2026-11-23' as IsoDate
let backend: TestBackend
beforeAll(async () => void (backend = await startTestBackend()))
afterAll(() => backend.stop())

const snapshot = (codes: Map<number, ModelCode>) => new Map([...codes].map(([id, code]) => [id, { ...code }]))
const remember = (model: Model, kind: ModelOperation['kind'], id: number, before: Map<number, ModelCode>) =>
  model.operations.push({ id, kind, before, after: snapshot(model.codes), undone: false })

/** The real report is what the model says, row by row, and its counts are true. */
async function compare(model: Model, real: Real): Promise<void> {
  const rows = await allRows(real)
  const seen = rows.map(({ id, code, expires, status }) => [
    id,
    { code, expires, deleted: status === 'deleted' },
  ])
  expect(seen).toEqual([...model.codes].sort(([one], [other]) => one - other))
  const { resultSet } = await pickAll(real)
  const summary = await real.api.report.summary({ resultSet })
  const count = (status: ReportRow['status']) => rows.filter((row) => row.status === status).length
  expect(summary).toEqual({
    codes: rows.length,
    active: count('active'),
    expired: count('expired'),
    usedUp: count('used-up'),
    deleted: count('deleted'),
    redemptions: 0,
  })
}

const create = fc
  .record({ count: fc.integer({ min: 1, max: 12 }), days: fc.integer({ min: 0, max: 30 }) })
  .map(({ count, days }): Command => ({
    check: () => true,
    async run(model, real) {
      const before = snapshot(model.codes)
      const known = new Set(model.codes.keys())
      const expires = addDays(TODAY, days)
      const done = await createCodes(real, creationOf({ expires }, count))
      expect(done.codes).toBe(count)
      const made = (await allRows(real)).filter(({ id }) => !known.has(id))
      expect(made).toHaveLength(count)
      for (const { id, code } of made) {
        expect(model.everMade.has(code.toUpperCase())).toBe(false)
        model.everMade.add(code.toUpperCase())
        model.codes.set(id, { code, expires, deleted: false })
      }
      remember(model, 'create', done.operationId, before)
      await compare(model, real)
    },
    toString: () => `create ${count} until day ${days}`,
  }))

/** Each code is picked or not by a bit; sorted ranges come of it. */
const picksArbitrary = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
async function pick(real: Real, bits: readonly boolean[]) {
  const { resultSet, count } = await pickAll(real)
  const positions = [...Array(count).keys()].filter((position) => bits[position % bits.length])
  const ranges: [number, number][] = []
  for (const position of positions) {
    const last = ranges.at(-1)
    if (last?.[1] === position) last[1] += 1
    else ranges.push([position, position + 1])
  }
  const rows = await allRows(real)
  return { picked: { resultSet, ranges }, ids: positions.map((position) => rows[position]?.id ?? 0) }
}

const extend = fc
  .record({ bits: picksArbitrary, days: fc.integer({ min: 0, max: 40 }) })
  .map(({ bits, days }): Command => ({
    check: (model) => model.codes.size > 0,
    async run(model, real) {
      const before = snapshot(model.codes)
      const expires = addDays(TODAY, days)
      const { picked, ids } = await pick(real, bits)
      const chosen = ids.map((id) => model.codes.get(id)).filter((code) => code !== undefined)
      const change = chosen.filter((code) => !code.deleted && code.expires < expires)
      const plan = await real.api.promo.planExtend({ picked, to: { kind: 'date', expires } })
      expect(plan.selected).toBe(chosen.length)
      expect(plan.change).toBe(change.length)
      const left = (reason: string) => plan.leave.find((one) => one.reason === reason)?.count ?? 0
      expect(left('deleted')).toBe(chosen.filter((code) => code.deleted).length)
      expect(left('lasts-longer')).toBe(chosen.length - change.length - left('deleted'))
      const started = real.done(
        real.api.promo.extend({ picked, to: { kind: 'date', expires }, expect: plan.change }),
      )
      if (change.length === 0)
        return void (await expect(started).rejects.toMatchObject({ code: 'promo.nothing-to-change' }))
      const done = await started
      expect(done).toMatchObject({ changed: change.length, leave: plan.leave })
      for (const code of change) code.expires = expires
      remember(model, 'extend', done.operationId, before)
      await compare(model, real)
    },
    toString: () => `extend ${bits.map(Number).join('')} to day ${days}`,
  }))

const remove = picksArbitrary.map((bits): Command => ({
  check: (model) => model.codes.size > 0,
  async run(model, real) {
    const before = snapshot(model.codes)
    const { picked, ids } = await pick(real, bits)
    const change = ids.map((id) => model.codes.get(id)).filter((code) => code?.deleted === false)
    const plan = await real.api.promo.planDelete({ picked })
    expect(plan).toMatchObject({ selected: ids.length, change: change.length })
    const started = real.done(real.api.promo.delete({ picked, expect: plan.change }))
    if (change.length === 0)
      return void (await expect(started).rejects.toMatchObject({ code: 'promo.nothing-to-change' }))
    const done = await started
    expect(done.changed).toBe(change.length)
    for (const code of change) if (code) code.deleted = true
    remember(model, 'delete', done.operationId, before)
    await compare(model, real)
  },
  toString: () => `delete ${bits.map(Number).join('')}`,
}))

/** Undo puts back exactly what the operation changed, or says why it cannot and changes nothing. */
const undo = fc.nat().map((which): Command => ({
  check: (model) => model.operations.length > 0,
  async run(model, real) {
    const operation = model.operations[which % model.operations.length]
    if (!operation) return
    const undoing = real.done(real.api.history.undo({ operationId: operation.id }))
    const expected = undoInModel(model, operation)
    if (expected === 'already-undone' || expected === 'changed-since')
      await expect(undoing).rejects.toSatisfy((error) => isRefusal(error, `history.${expected}`))
    else expect((await undoing).changed).toBe(expected)
    await compare(model, real)
  },
  toString: () => `undo ${which}`,
}))

function undoInModel(model: Model, operation: ModelOperation): number | 'already-undone' | 'changed-since' {
  if (operation.undone) return 'already-undone'
  const { before, after } = operation
  const touched = [...after].filter(([id, code]) => {
    const old = before.get(id)
    return !old || old.expires !== code.expires || old.deleted !== code.deleted
  })
  const still = touched.filter(([id]) => model.codes.has(id))
  if (operation.kind === 'create') for (const [id] of still) model.codes.delete(id)
  else {
    const field = operation.kind === 'extend' ? 'expires' : 'deleted'
    if (still.some(([id, code]) => model.codes.get(id)?.[field] !== code[field])) return 'changed-since'
    for (const [id] of still) Object.assign(model.codes.get(id) ?? {}, { [field]: before.get(id)?.[field] })
  }
  operation.undone = true
  return still.length
}

it('keeps its promises under any sequence of creating, extending, deleting and undoing', async () => {
  const commands = fc.commands([create, extend, remove, undo, undo], { maxCommands: 14 })
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      // What the sequence before left behind is where this one begins.
      const model: Model = { codes: new Map(), operations: [], everMade: new Set() }
      for (const { id, code, expires, status } of await allRows(backend)) {
        model.codes.set(id, { code, expires, deleted: status === 'deleted' })
        model.everMade.add(code)
      }
      await fc.asyncModelRun(() => ({ model, real: backend }), sequence)
    }),
    { numRuns: 60 },
  )
})
