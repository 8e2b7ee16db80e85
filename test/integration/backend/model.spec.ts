import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellEdit, Editable } from '#shared/contract/edits.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { ExtendTo, Picked } from '#shared/contract/promo.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

/** What a promo code is in the model: as much as the commands change. */
interface ModelCode {
  readonly code: string
  recipient: string
  email: string
  expires: IsoDate
  deleted: boolean
}
type Field = Exclude<keyof ModelCode, 'code'>
interface Change {
  readonly id: number
  readonly field: Field
  readonly before: unknown
  readonly after: unknown
}
/** An operation: the codes that it made, or the fields that it changed. */
interface ModelOperation {
  readonly made: readonly number[]
  readonly changes: readonly Change[]
  /** What undo is asked for; null while it is undone. */
  applied: number | null
  /** What redo is asked for; null while it is applied. */
  undone: number | null
  readonly root: number
}
interface Model {
  readonly codes: Map<number, ModelCode>
  /** Codes whose creation is undone. */
  readonly withdrawn: Map<number, ModelCode>
  readonly operations: ModelOperation[]
  /** Every generated code that ever was, in upper case. */
  readonly everMade: Set<string>
}
type Real = TestBackend
type Command = fc.AsyncCommand<Model, Real>

const TODAY = '2026-11-23' as IsoDate
let backend: TestBackend

const codeOf = ({ code, recipient, email, expires, status }: ReportRow): ModelCode => ({
  code,
  recipient,
  email,
  expires,
  deleted: status === 'deleted',
})

/** The real report is what the model says, row by row, and its counts are true. */
async function compare(model: Model, real: Real): Promise<void> {
  const rows = await allRows(real)
  expect(rows.map((row) => [row.id, codeOf(row)])).toEqual([...model.codes].sort(([a], [b]) => a - b))
  const { resultSet } = await pickAll(real)
  const count = (status: ReportRow['status']) => rows.filter((row) => row.status === status).length
  expect(await real.api.report.summary({ resultSet })).toEqual({
    codes: rows.length,
    active: count('active'),
    expired: count('expired'),
    notYetValid: count('not-yet-valid'),
    usedUp: count('used-up'),
    deleted: count('deleted'),
    redemptions: 0,
  })
}

/** Applies the changes to the model, as the operation that made them. */
function perform(model: Model, operationId: number, changes: readonly Change[]): void {
  for (const { id, field, after } of changes) Object.assign(model.codes.get(id) ?? {}, { [field]: after })
  model.operations.push({ made: [], changes, applied: operationId, undone: null, root: operationId })
}

const create = fc
  .record({ count: fc.integer({ min: 1, max: 12 }), days: fc.integer({ min: 0, max: 30 }) })
  .map(({ count, days }): Command => ({
    check: () => true,
    async run(model, real) {
      const known = new Set(model.codes.keys())
      const done = await createCodes(real, creationOf({ expires: addDays(TODAY, days) }, count))
      expect(done.codes).toBe(count)
      const rows = (await allRows(real)).filter(({ id }) => !known.has(id))
      expect(rows).toHaveLength(count)
      for (const row of rows) {
        expect(model.everMade.has(row.code.toUpperCase())).toBe(false)
        model.everMade.add(row.code.toUpperCase())
        model.codes.set(row.id, codeOf(row))
      }
      const { operationId: root } = done
      model.operations.push({
        made: rows.map(({ id }) => id),
        changes: [],
        applied: root,
        undone: null,
        root,
      })
      await compare(model, real)
    },
    toString: () => `create ${count} until day ${days}`,
  }))

/** Each code is picked or not by a bit; sorted ranges are made from the bits. */
const picksArbitrary = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
async function pick(model: Model, real: Real, bits: readonly boolean[]) {
  const { resultSet, count } = await pickAll(real)
  const positions = [...Array(count).keys()].filter((position) => bits[position % bits.length])
  const ranges: [number, number][] = []
  for (const position of positions) {
    const last = ranges.at(-1)
    if (last?.[1] === position) last[1] += 1
    else ranges.push([position, position + 1])
  }
  const ids = [...model.codes.keys()].sort((one, other) => one - other)
  const chosen = positions.map((position) => ids[position] ?? 0)
  return { picked: { resultSet, ranges }, chosen }
}

interface Bulk {
  readonly method: 'extend' | 'delete' | 'restore'
  readonly to?: ExtendTo
  /** The field that changes, or the reason why the code is skipped. */
  evaluate(code: ModelCode): { field: Field; after: unknown } | string
}

const bulkCommand = (name: string, bits: readonly boolean[], bulk: Bulk): Command => ({
  check: (model) => model.codes.size > 0,
  async run(model, real) {
    const { picked, chosen } = await pick(model, real, bits)
    const changes: Change[] = []
    const left = new Map<string, number>()
    for (const id of chosen) {
      const code = model.codes.get(id)
      const result = code ? bulk.evaluate(code) : 'gone'
      if (typeof result === 'string') left.set(result, (left.get(result) ?? 0) + 1)
      else if (code) changes.push({ id, before: code[result.field], ...result })
    }
    const plan = await planOf(real, bulk, picked)
    expect(plan).toMatchObject({ selected: chosen.length, change: changes.length })
    expect(new Map(plan.skipped.map(({ reason, count }) => [reason as string, count]))).toEqual(left)
    const started = real.done(startOf(real, bulk, picked, plan.change))
    if (changes.length === 0)
      return void (await expect(started).rejects.toMatchObject({ code: 'promo.nothing-to-change' }))
    const done = await started
    expect(done).toMatchObject({ changed: changes.length, skipped: plan.skipped })
    perform(model, done.operationId, changes)
    await compare(model, real)
  },
  toString: () => `${name} ${bits.map(Number).join('')}`,
})

const planOf = (real: Real, { method, to }: Bulk, picked: Picked) => {
  if (method === 'extend' && to) return real.api.promo.planExtend({ picked, to })
  return method === 'delete' ? real.api.promo.planDelete({ picked }) : real.api.promo.planRestore({ picked })
}
const startOf = (real: Real, { method, to }: Bulk, picked: Picked, expected: number) => {
  if (method === 'extend' && to) return real.api.promo.extend({ picked, to, expect: expected })
  const order = { picked, expect: expected }
  return method === 'delete' ? real.api.promo.delete(order) : real.api.promo.restore(order)
}

const extend = fc
  .record({ bits: picksArbitrary, days: fc.integer({ min: 0, max: 40 }), byDays: fc.boolean() })
  .map(({ bits, days, byDays }) => {
    const to: ExtendTo = byDays
      ? { kind: 'days', days: days + 1 }
      : { kind: 'date', expires: addDays(TODAY, days) }
    return bulkCommand(`extend ${JSON.stringify(to)}`, bits, {
      method: 'extend',
      to,
      evaluate({ deleted, expires }) {
        if (deleted) return 'deleted'
        const after = to.kind === 'date' ? to.expires : addDays(expires, to.days)
        return after <= expires ? 'lasts-longer' : { field: 'expires', after }
      },
    })
  })

const remove = picksArbitrary.map((bits) =>
  bulkCommand('delete', bits, {
    method: 'delete',
    evaluate: ({ deleted }) => (deleted ? 'deleted' : { field: 'deleted', after: true }),
  }),
)

const restore = picksArbitrary.map((bits) =>
  bulkCommand('restore', bits, {
    method: 'restore',
    evaluate: ({ deleted, expires }) =>
      !deleted ? 'not-deleted' : expires < TODAY ? 'expired' : { field: 'deleted', after: false },
  }),
)

/** What is typed in a cell, and what it is read as; undefined for what is refused. */
const TYPED = {
  recipient: [['  Åse  Ås '], ['Bø AS', 'Bø AS'], ['   ']].map(([text = '']) => {
    const content = text.replace(/\s+/g, ' ').trim()
    return content === '' ? [text] : [text, content]
  }),
  email: [['Ase <ase@example.com>', 'ase@example.com'], ['bo@example.com', 'bo@example.com'], ['bo@']],
  expires: [['1.12.2026', '2026-12-01'], ['2026-12-24', '2026-12-24'], ['22.11.2026'], ['31.2.2027'], ['']],
} satisfies Partial<Record<Editable, readonly (readonly [text: string, content?: string])[]>>

const edit = fc
  .array(
    fc.record({
      which: fc.nat(),
      column: fc.constantFrom<keyof typeof TYPED>('recipient', 'email', 'expires'),
      text: fc.nat(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((typed): Command => ({
    check: (model) => model.codes.size > 0,
    async run(model, real) {
      const { resultSet } = await pickAll(real)
      const ids = [...model.codes.keys()]
      const last = new Map<
        string,
        { cell: CellEdit & { column: keyof typeof TYPED }; content: string | undefined }
      >()
      for (const { which, column, text } of typed) {
        const [words = '', content] = TYPED[column][text % TYPED[column].length] ?? []
        const id = ids[which % ids.length] ?? 0
        last.set(`${id} ${column}`, { cell: { id, column, text: words }, content })
      }
      const changes: Change[] = []
      let same = 0
      for (const { cell, content } of last.values()) {
        const code = model.codes.get(cell.id)
        if (!code || code.deleted || content === undefined) continue
        const before = code[cell.column]
        if (before === content) same += 1
        else changes.push({ id: cell.id, field: cell.column, before, after: content })
      }
      const cells = typed.map(({ which, column, text }) => ({
        id: ids[which % ids.length] ?? 0,
        column,
        text: TYPED[column][text % TYPED[column].length]?.[0] ?? '',
      }))
      const request = { resultSet, cells, language: 'nb' as const }
      const plan = await real.api.promo.planEdit(request)
      expect(plan).toMatchObject({ change: changes.length, same })
      expect(plan.bad).toHaveLength(last.size - changes.length - same)
      const started = real.done(real.api.promo.edit({ ...request, expect: plan.change }))
      if (changes.length === 0)
        return void (await expect(started).rejects.toMatchObject({ code: 'promo.nothing-to-change' }))
      const done = await started
      expect(done).toMatchObject({
        changed: changes.length,
        codes: new Set(changes.map(({ id }) => id)).size,
      })
      perform(model, done.operationId, changes)
      await compare(model, real)
    },
    toString: () => `edit ${typed.length} cells`,
  }))

/** Undo or redo of any operation: what was is put back exactly, or the refusal says why and nothing changes. */
const turn = fc.nat().map((which): Command => ({
  check: (model) => model.operations.length > 0,
  async run(model, real) {
    const operation = model.operations[which % model.operations.length]
    if (!operation) return
    if (operation.applied === null && which % 3 === 0) {
      const again = real.done(real.api.history.undo({ operationId: operation.root }))
      return void (await expect(again).rejects.toMatchObject({ code: 'history.already-undone' }))
    }
    const back = operation.applied !== null
    const turning = real.done(
      real.api.history.undo({ operationId: operation.applied ?? operation.undone ?? 0 }),
    )
    const expected = hasLaterChange(model, operation, back) ? null : turnInModel(model, operation, back)
    if (expected === null)
      await expect(turning).rejects.toSatisfy((error) => isRefusal(error, 'history.changed-since'))
    else {
      const { changed, operationId } = await turning
      expect(changed).toBe(expected)
      operation.applied = back ? null : operationId
      operation.undone = back ? operationId : null
    }
    await compare(model, real)
  },
  toString: () => `turn ${which}`,
}))

/** Whether an applied change came after it and wrote one of its cells. */
function hasLaterChange({ operations }: Model, { changes, applied }: ModelOperation, back: boolean): boolean {
  const cells = new Set(changes.map(({ id, field }) => `${id} ${field}`))
  return (
    back &&
    operations.some(
      (other) =>
        (other.applied ?? 0) > (applied ?? 0) &&
        other.changes.some(({ id, field }) => cells.has(`${id} ${field}`)),
    )
  )
}

/** Answers how many codes change, or null where a conflict prevents it. */
function turnInModel(model: Model, { made, changes }: ModelOperation, back: boolean): number | null {
  const [from, to] = back ? [model.codes, model.withdrawn] : [model.withdrawn, model.codes]
  for (const id of made) {
    const code = from.get(id)
    if (code) to.set(id, code)
    from.delete(id)
  }
  const find = (id: number) => model.codes.get(id) ?? model.withdrawn.get(id)
  const ends = changes.map((change) => ({
    ...change,
    now: back ? change.after : change.before,
    next: back ? change.before : change.after,
  }))
  if (ends.some(({ id, field, now }) => find(id)?.[field] !== now)) return null
  for (const { id, field, next } of ends) Object.assign(find(id) ?? {}, { [field]: next })
  return made.length + new Set(changes.map(({ id }) => id).filter((id) => model.codes.has(id))).size
}

/** As often undo as redo, by what the history offers, leaves everything as it was. */
const backAndForth = fc.integer({ min: 1, max: 5 }).map((times): Command => ({
  check: (model) => model.operations.length > 0,
  async run(model, real) {
    let undone = 0
    const ids = async () => await real.api.history.undoRedo({})
    for (; undone < times; undone += 1) {
      const { undo } = await ids()
      if (!undo) break
      const done = await real
        .done(real.api.history.undo({ operationId: undo.id }))
        .catch((error: unknown) => {
          if (!isRefusal(error, 'history.changed-since')) throw error
          return undefined
        })
      if (!done) break
      follow(model, undo.id, done.operationId)
    }
    for (; undone > 0; undone -= 1) {
      const { redo } = await ids()
      expect(redo?.details.kind).toBe('undo')
      const done = await real.done(real.api.history.undo({ operationId: redo?.id ?? 0 }))
      follow(model, redo?.id ?? 0, done.operationId)
    }
    await compare(model, real)
  },
  toString: () => `back and forth ${times}`,
}))

/** The model's state is the same afterwards; only the numbers by which operations are known go on. */
function follow(model: Model, asked: number, operationId: number): void {
  const operation = model.operations.find(({ applied, undone }) => applied === asked || undone === asked)
  if (!operation) return
  const back = operation.applied === asked
  operation.applied = back ? null : operationId
  operation.undone = back ? operationId : null
}

describe.each(engines)('$engine', (engine) => {
  beforeAll(async () => void (backend = await engine.start()))
  afterAll(() => backend.stop())

  it(
    'keeps its promises under any sequence of changes, edits, undo and redo',
    { timeout: CAMPAIGN_TIMEOUT_MS },
    async () => {
      const commands = fc.commands([create, extend, remove, restore, edit, turn, turn, turn, backAndForth], {
        maxCommands: 16,
      })
      await fc.assert(
        fc.asyncProperty(commands, async (sequence) => {
          // What the sequence before left behind is where this one begins.
          const model: Model = { codes: new Map(), withdrawn: new Map(), operations: [], everMade: new Set() }
          for (const row of await allRows(backend)) {
            model.codes.set(row.id, codeOf(row))
            model.everMade.add(row.code)
          }
          await fc.asyncModelRun(() => ({ model, real: backend }), sequence)
        }),
        { numRuns: campaignSize({ small: 25, full: 1000 }) },
      )
    },
  )
})
