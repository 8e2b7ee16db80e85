import { describe, expect, it } from 'vitest'
import { columnSchema, type ReportRow } from '#shared/contract/report.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import { expiresSoon, messageText, type RowContext } from '#shared/report-columns.ts'
import { reportRow } from '../../../support/report-rows.ts'
import { exportName, reportColumns } from '../../../../src-renderer/pages/report/report-columns.ts'

const row = reportRow({
  discount: { kind: 'amount', minor: 3000, currency: 'USD' },
  batch: 4,
  batchName: '',
  expires: '2026-03-13' as IsoDate,
})
const context = (language: 'nb' | 'en'): RowContext => ({
  language,
  timeZone: 'Europe/Oslo',
  today: '2026-03-10' as IsoDate,
})
const shown = (language: 'nb' | 'en', of = row) =>
  Object.fromEntries(
    reportColumns(context(language)).map((column) => [column.key, column.text(of).replaceAll('\u00a0', ' ')]),
  )

describe('the columns of the report', () => {
  it('are all that the contract has, code first and status last', () => {
    const columns = reportColumns(context('nb'))
    expect(columns.map(({ key }) => key).sort()).toEqual([...columnSchema.options].sort())
    expect(columns[0]).toMatchObject({ key: 'code', pinned: 'start' })
    expect(columns.at(-1)).toMatchObject({ key: 'status', pinned: 'end' })
  })

  it('are written as each language does', () => {
    expect(shown('nb')).toMatchObject({
      discount: 'US$ 30,00',
      used: '3 / 10',
      expires: '13.03.2026',
      appliesTo: 'Direktesendte hendelser',
      batch: 'Serie 4',
      status: 'Aktiv',
    })
    expect(shown('en')).toMatchObject({ discount: 'US$30.00', expires: 'Mar 13, 2026', status: 'Active' })
    expect(shown('nb', { ...row, limit: null }).used).toBe('3 / ∞')
  })

  it('copies use so that a spreadsheet makes no date of it', () => {
    const copied = (language: 'nb' | 'en', limit: number | null) =>
      reportColumns(context(language))
        .find(({ key }) => key === 'used')
        ?.copy?.({ ...row, limit })
    expect([copied('nb', 10), copied('en', null)]).toEqual(['3 av 10', '3 of unlimited'])
  })

  it('say what happened to the message, and when on the clock of the site', () => {
    const at = '2026-03-12T23:30:00.000Z' as Instant
    const day = '2026-03-13' as IsoDate
    const email = 'kari@example.com'
    const message = { id: 3, state: 'sent', email, elsewhere: false, at, day } as const
    expect(messageText(row, context('nb'))).toBe('')
    expect(messageText({ ...row, message }, context('nb'))).toBe('Sendt 13.03.2026 kl.\u00a000.30')
    expect(messageText({ ...row, message }, context('en'))).toBe('Sent Mar 13, 2026 00:30')
    const elsewhere = { ...message, elsewhere: true }
    expect(messageText({ ...row, message: elsewhere }, context('nb'))).toBe(
      'Sendt til annen adresse 13.03.2026 kl.\u00a000.30',
    )
  })

  it('marks active codes whose last day is within a week', () => {
    const on = (today: string, status: ReportRow['status'] = 'active') =>
      expiresSoon({ ...row, status }, today as IsoDate)
    expect([on('2026-03-05'), on('2026-03-06'), on('2026-03-13'), on('2026-03-13', 'deleted')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('suggests a name for an export', () => {
    expect(exportName('nb', '2026-11-23' as IsoDate, 'xlsx')).toBe('kampanjekoder-2026-11-23.xlsx')
    expect(exportName('en', '2026-11-23' as IsoDate, 'csv')).toBe('promo-codes-2026-11-23.csv')
  })
})
