import { describe, expect, it } from 'vitest'
import type { ReportRow } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { GridPlace } from '../../../../src-renderer/components/grid/menu.ts'
import { rowsOf, whyNothing } from '../../../../src-renderer/pages/report/use-row-menu.ts'

const TODAY = '2026-03-12' as IsoDate
const place = (from: number, end: number, position = from) =>
  ({ rows: [from, end], position }) as unknown as GridPlace<ReportRow>
const row = (status: ReportRow['status'], expires: string) => ({ status, expires }) as ReportRow

describe('the rows of a menu', () => {
  it('are those of the range, whatever is ticked', () => {
    expect(rowsOf(place(4, 9, 6), [[0, 100]])).toEqual([[4, 9]])
  })
  it('are the ticked ones where one of them was clicked', () => {
    expect(
      rowsOf(place(4, 5), [
        [0, 3],
        [4, 6],
      ]),
    ).toEqual([
      [0, 3],
      [4, 6],
    ])
  })
  it('are the one row elsewhere', () => {
    expect(rowsOf(place(4, 5), [[5, 6]])).toEqual([[4, 5]])
  })
})

describe('why an action would do nothing', () => {
  const live = row('active', '2026-05-01')
  const gone = row('deleted', '2026-05-01')
  const late = row('deleted', '2026-03-11')
  it.each([
    [[live], { restore: 'notDeleted' }],
    [[gone], { change: 'deleted' }],
    [[late], { change: 'deleted', restore: 'expired' }],
    [[live, late], { restore: 'expired' }],
    [[live, gone], {}],
    [null, {}],
  ])('%j: %j', (rows, why) => {
    expect(whyNothing(rows, TODAY)).toEqual(why)
  })
})
