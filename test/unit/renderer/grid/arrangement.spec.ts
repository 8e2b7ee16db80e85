import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrangementOf,
  type Arrangement,
  LEAST_FREE,
  shownColumns,
  withFrozen,
  withHidden,
  withPlace,
  withStep,
  withWidth,
} from '../../../../src-renderer/components/grid/arrangement.ts'
import { type GridColumn, MIN_WIDTH } from '../../../../src-renderer/components/grid/columns.ts'

const column = (key: string, more: Partial<GridColumn<string>> = {}): GridColumn<string> => ({
  key,
  title: key,
  kind: 'text',
  width: 100,
  text: (row) => row,
  ...more,
})
const columns = [
  column('code', { pinned: 'start', alwaysShown: true }),
  column('name'),
  column('expires'),
  column('email'),
  column('status', { pinned: 'end' }),
]
const usual = arrangementOf(columns)
const keys = (arrangement: Arrangement) => shownColumns(columns, arrangement).map(({ key }) => key)
const pinned = (arrangement: Arrangement, view?: number) =>
  Object.fromEntries(shownColumns(columns, arrangement, view).map((one) => [one.key, one.pinned]))
const stateOf = (arrangement: Arrangement, key: string) => arrangement.find((one) => one.column === key)

describe('the arrangement of columns', () => {
  it('is the usual one until a person changes it', () => {
    expect(keys(usual)).toEqual(['code', 'name', 'expires', 'email', 'status'])
    expect(pinned(usual)).toMatchObject({ code: 'start', name: undefined, status: 'end' })
  })

  it('fits what was kept to the columns that there are now', () => {
    const kept = [
      { column: 'email', width: 3, hidden: false, frozen: false },
      { column: 'gone', width: 90, hidden: false, frozen: true },
      { column: 'email', width: 300, hidden: true, frozen: false },
      { column: 'code', width: 130.4, hidden: true, frozen: true },
      { column: 'name', width: 90, hidden: true, frozen: false },
    ]
    const fitted = arrangementOf(columns, kept)
    expect(fitted.map((one) => one.column)).toEqual(['code', 'email', 'name', 'expires', 'status'])
    expect(stateOf(fitted, 'email')).toMatchObject({ width: MIN_WIDTH, hidden: false })
    expect(stateOf(fitted, 'code')).toMatchObject({ width: 130, hidden: false })
    expect(keys(fitted)).toEqual(['code', 'email', 'expires', 'status'])
  })

  it('hides columns, but not what is always shown and not the last one', () => {
    expect(keys(withHidden(columns, usual, 'name', true))).not.toContain('name')
    expect(keys(withHidden(columns, usual, 'code', true))).toContain('code')
    const two = [column('a'), column('b')]
    const one = withHidden(two, arrangementOf(two), 'a', true)
    expect(withHidden(two, one, 'b', true)).toBe(one)
  })

  it('freezes a column after the frozen ones and loosens it before the others', () => {
    const frozen = withFrozen(columns, usual, 'email', true)
    expect(keys(frozen)).toEqual(['code', 'email', 'name', 'expires', 'status'])
    expect(pinned(frozen)).toMatchObject({ email: 'start' })
    const loose = withFrozen(columns, frozen, 'code', false)
    expect(keys(loose)).toEqual(['email', 'code', 'name', 'expires', 'status'])
    expect(pinned(loose).code).toBeUndefined()
    expect(keys(withFrozen(columns, usual, 'status', false)).at(-1)).toBe('status')
  })

  it('lets frozen columns scroll where they would leave too little room', () => {
    const frozen = withFrozen(columns, withFrozen(columns, usual, 'name', true), 'expires', true)
    const view = 300 + LEAST_FREE
    expect(pinned(frozen, view)).toMatchObject({ code: 'start', name: 'start', expires: 'start' })
    expect(pinned(frozen, view - 1)).toMatchObject({ code: 'start', name: 'start', expires: undefined })
  })

  it('puts a column beside another, in whose zone it then is', () => {
    expect(keys(withPlace(columns, usual, 'email', 'name', 'before'))).toEqual([
      'code',
      'email',
      'name',
      'expires',
      'status',
    ])
    const frozen = withPlace(columns, usual, 'email', 'code', 'before')
    expect(keys(frozen)[0]).toBe('email')
    expect(stateOf(frozen, 'email')?.frozen).toBe(true)
    expect(stateOf(withPlace(columns, usual, 'code', 'expires', 'after'), 'code')?.frozen).toBe(false)
    // Status is frozen at the end only.
    expect(stateOf(withPlace(columns, usual, 'status', 'code', 'after'), 'status')?.frozen).toBe(false)
    expect(keys(withPlace(columns, usual, 'name', 'status', 'after')).slice(-2)).toEqual(['name', 'status'])
  })

  it('moves a column step by step, over the edge of the frozen ones in a step of its own', () => {
    const once = withStep(columns, usual, 'name', 1)
    expect(keys(once)).toEqual(['code', 'expires', 'name', 'email', 'status'])
    const back = withStep(columns, once, 'name', -1)
    expect(keys(back)).toEqual(keys(usual))
    const joined = withStep(columns, back, 'name', -1)
    expect(keys(joined)).toEqual(keys(usual))
    expect(stateOf(joined, 'name')?.frozen).toBe(true)
    expect(keys(withStep(columns, joined, 'name', -1))[0]).toBe('name')
    expect(withStep(columns, usual, 'code', -1)).toBe(usual)
  })

  it('steps over hidden columns', () => {
    const hidden = withHidden(columns, usual, 'expires', true)
    expect(keys(withStep(columns, hidden, 'name', 1))).toEqual(['code', 'email', 'name', 'status'])
  })

  it('keeps every column once, frozen ones outside, whatever is done', () => {
    const key = fc.constantFrom(...columns.map((one) => one.key))
    const details = fc.oneof(
      fc.tuple(fc.constant('freeze' as const), key, fc.boolean()),
      fc.tuple(fc.constant('hide' as const), key, fc.boolean()),
      fc.tuple(fc.constant('step' as const), key, fc.boolean()),
      fc.tuple(fc.constant('place' as const), key, fc.boolean(), key),
      fc.tuple(fc.constant('width' as const), key, fc.integer({ min: -50, max: 900 })),
    )
    fc.assert(
      fc.property(fc.array(details, { maxLength: 12 }), (operations) => {
        let now = usual
        for (const one of operations) {
          if (one[0] === 'freeze') now = withFrozen(columns, now, one[1], one[2])
          else if (one[0] === 'hide') now = withHidden(columns, now, one[1], one[2])
          else if (one[0] === 'step') now = withStep(columns, now, one[1], one[2] ? 1 : -1)
          else if (one[0] === 'place')
            now = withPlace(columns, now, one[1], one[3], one[2] ? 'before' : 'after')
          else now = withWidth(now, one[1], one[2])
        }
        expect(now.map((state) => state.column).toSorted()).toEqual(
          usual.map((state) => state.column).toSorted(),
        )
        expect(arrangementOf(columns, now)).toEqual(now)
        expect(keys(now)).toContain('code')
        const rank = { start: 0, free: 1, end: 2 }
        const ranks = shownColumns(columns, now).map((shown) => rank[shown.pinned ?? 'free'])
        expect(ranks).toEqual(ranks.toSorted())
        expect(now.every(({ width }) => width >= MIN_WIDTH)).toBe(true)
      }),
    )
  })
})
