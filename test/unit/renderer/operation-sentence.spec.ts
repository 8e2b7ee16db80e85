import { describe, expect, it } from 'vitest'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { operationRows } from '../../../src-renderer/components/operations/operation-rows.ts'
import { operationSentence, skippedSentence } from '#shared/wording/operations/operation-sentence.ts'
import { translatorOf } from './translator.ts'

const NBSP = '\u00a0'
const nb = translatorOf('nb')
const en = translatorOf('en')
const both = (details: OperationDetails) => [operationSentence(details, nb), operationSentence(details, en)]

const created = (codes: number, recipients: number): OperationDetails => ({
  kind: 'create-codes',
  service: 'events',
  codes,
  recipients,
  batches: [7],
  batchName: 'Vårkurs 2026',
})
const extended: OperationDetails = {
  kind: 'extend-codes',
  to: { kind: 'date', expires: '2026-06-30' as IsoDate },
  changed: 21,
  skipped: [{ reason: 'deleted', count: 2, examples: ['TJZQ3PL6HR', 'UQT8RYLM94'] }],
}

describe('the sentence of an operation', () => {
  it('counts codes and recipients, one and many', () => {
    expect(both(created(488, 244))).toEqual([
      '488 koder opprettet til 244 mottakere',
      '488 codes created for 244 recipients',
    ])
    expect(both(created(1, 1))).toEqual(['1 kode opprettet til 1 mottaker', '1 code created for 1 recipient'])
    expect(both(created(1_000_000, 1000))).toEqual([
      `1${NBSP}000${NBSP}000 koder opprettet til 1${NBSP}000 mottakere`,
      '1,000,000 codes created for 1,000 recipients',
    ])
  })

  it('names the new date', () => {
    expect(both(extended)).toEqual(['21 koder forlenget til 30.06.2026', '21 codes extended to Jun 30, 2026'])
  })

  it('names the days that were added', () => {
    expect(both({ ...extended, to: { kind: 'days', days: 30 } })).toEqual([
      '21 koder forlenget med 30 dager',
      '21 codes extended by 30 days',
    ])
  })

  it('describes restoration and editing', () => {
    expect(both({ kind: 'restore-codes', changed: 2, skipped: [] })).toEqual([
      '2 koder gjenopprettet',
      '2 codes restored',
    ])
    const edited = { kind: 'edit-codes', cells: 3, changed: 2, columns: ['email', 'expires'], examples: [] }
    expect(both(edited as OperationDetails)).toEqual([
      '3 celler endret i 2 koder (e-post, utløpsdato)',
      '3 cells changed in 2 codes (email, expiration date)',
    ])
  })

  it('names what was done again', () => {
    const redo = (redone: string): OperationDetails => ({
      kind: 'redo',
      operationId: 12,
      undo: 13,
      redone,
      changed: 50,
    })
    expect(both(redo('delete-codes'))).toEqual(['Gjort om: 50 koder slettet', 'Redone: 50 codes deleted'])
    expect(both(redo('something-new'))).toEqual(['Gjort om: operasjon 12', 'Redone: operation 12'])
  })

  it('describes deletion, export and settings', () => {
    expect(both({ kind: 'delete-codes', changed: 6, skipped: [] })).toEqual([
      '6 koder slettet',
      '6 codes deleted',
    ])
    expect(both({ kind: 'export-report', format: 'xlsx', rows: 1284 })).toEqual([
      `Eksport .xlsx, 1${NBSP}284 rader`,
      'Export .xlsx, 1,284 rows',
    ])
    expect(
      both({
        kind: 'change-settings',
        changes: [
          { field: 'name', before: 'A', after: 'B' },
          { field: 'recipientLimit', before: '1000', after: '2000' },
        ],
      }),
    ).toEqual([
      'Innstillinger endret (nettstedets navn, mottakergrense)',
      'Settings changed (site name, recipient limit)',
    ])
  })

  it('names what was undone', () => {
    const undo = (undone: string, changed: number): OperationDetails => ({
      kind: 'undo',
      operationId: 12,
      undone,
      changed,
    })
    expect(both(undo('delete-codes', 50))).toEqual(['Angret: 50 koder slettet', 'Undone: 50 codes deleted'])
    expect(both(undo('create-codes', 1))).toEqual(['Angret: 1 kode opprettet', 'Undone: 1 code created'])
    expect(both(undo('change-settings', 1))).toEqual([
      'Angret: innstillinger endret',
      'Undone: settings changed',
    ])
    expect(both(undo('undo', 5))).toEqual(['Angret: operasjon 12', 'Undone: operation 12'])
  })
})

describe('what was skipped', () => {
  it('gives each reason its sentence, and is empty for none', () => {
    const skipped = [
      { reason: 'deleted' as const, count: 2, examples: [] },
      { reason: 'lasts-longer' as const, count: 1, examples: [] },
      { reason: 'used' as const, count: 0, examples: [] },
    ]
    expect(skippedSentence(skipped, nb)).toBe(
      '2 slettede koder ble hoppet over. 1 kode som varer lenger, ble hoppet over.',
    )
    expect(skippedSentence(skipped, en)).toBe(
      '2 deleted codes were skipped. 1 code that lasts longer was skipped.',
    )
    expect(skippedSentence([], nb)).toBe('')
  })
})

describe('the details of an operation', () => {
  it('has a line for what changed and one for each reason to skip codes', () => {
    expect(operationRows(extended, nb, 'nb')).toEqual([
      { label: 'Ny utløpsdato', value: '30.06.2026' },
      { label: 'Endret', value: '21' },
      { label: 'Hoppet over', value: '2 – allerede slettet', detail: 'for eksempel TJZQ3PL6HR, UQT8RYLM94' },
    ])
  })

  it('shows a setting before and after', () => {
    const details: OperationDetails = {
      kind: 'change-settings',
      changes: [{ field: 'timeZone', before: 'UTC', after: 'Europe/Oslo' }],
    }
    expect(operationRows(details, en, 'en')).toEqual([
      { label: 'Time zone', before: 'UTC', value: 'Europe/Oslo' },
    ])
  })

  it('shows the number of batches only when there are several', () => {
    const labels = (details: OperationDetails) => operationRows(details, en, 'en').map(({ label }) => label)
    expect(labels(created(2, 1))).toEqual(['Service', 'Codes', 'Recipients', 'Batch'])
    expect(labels({ ...created(2, 1), batches: [1, 2] } as OperationDetails)).toContain('Batches')
  })
})
