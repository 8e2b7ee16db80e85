import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellEdit } from '#shared/contract/edits.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { SlashedFirst } from '#shared/languages/formats.ts'
import type { Language } from '#shared/languages/languages.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

const TODAY = '2026-11-23' as IsoDate
let backend: TestBackend
const to = (name: string, email: string, count = 1, more: Parameters<typeof creationOf>[0] = {}) =>
  createCodes(backend, creationOf({ recipients: { kind: 'one', name, email }, ...more }, count))
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  describe('editing', () => {
    it('leaves a cell that was changed since the person saw it, unless it has what they want', async () => {
      await to('Bo', 'bo@example.com', 2)
      const { resultSet } = await pickAll(backend)
      const plan = (cells: CellEdit[]) => backend.api.promo.planEdit({ resultSet, cells, language: 'nb' })
      expect(
        await plan([
          { id: 1, column: 'recipient', text: 'Kari', seen: 'Ola' },
          { id: 1, column: 'expires', text: '24.12.2026', seen: '30.11.2026' },
          { id: 1, column: 'discount', text: '30 %', seen: '20 %' },
          { id: 2, column: 'recipient', text: 'Bo', seen: 'Ola' },
          { id: 2, column: 'expires', text: '24.12.2026', seen: '31.12.2026' },
          { id: 2, column: 'discount', text: '30 %', seen: '25 %' },
          { id: 2, column: 'email', text: 'kari@example.com', seen: 'no address' },
        ]),
      ).toMatchObject({
        change: 3,
        same: 1,
        bad: [
          { code: 'changed-since', id: 1, column: 'recipient' },
          { code: 'changed-since', id: 1, column: 'expires' },
          { code: 'changed-since', id: 1, column: 'discount' },
        ],
      })
    })

    it('checks a day against the stored one where the other day may stay', async () => {
      await to('Bo', 'bo@example.com', 1)
      const { resultSet } = await pickAll(backend)
      const cells: CellEdit[] = [
        { id: 1, column: 'validFrom', text: '1.1.2027' },
        { id: 1, column: 'expires', text: '1.2.2027', seen: '30.11.2026' },
      ]
      expect(await backend.api.promo.planEdit({ resultSet, cells, language: 'nb' })).toMatchObject({
        change: 0,
        bad: [
          { code: 'expires-before', column: 'validFrom' },
          { code: 'changed-since', column: 'expires' },
        ],
      })
    })

    it('says of each cell what is wrong with it, and writes the others', async () => {
      await to('Bo', 'bo@example.com', 6)
      const { resultSet } = await pickAll(backend)
      await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[5, 6]] }, expect: 1 }))
      const cell = (id: number, column: CellEdit['column'], text: string): CellEdit => ({ id, column, text })
      const cells = [
        cell(1, 'expires', '24.12.2026'),
        cell(2, 'expires', '13/24/2026'),
        cell(3, 'expires', '22.11.2026'),
        cell(4, 'expires', ' '),
        cell(5, 'expires', '2026-12-31'),
        cell(6, 'expires', '2026-12-31'),
        cell(99, 'email', 'x@example.com'),
        cell(1, 'email', 'bo@@example.com'),
        cell(2, 'email', 'Kari <kari@example.com>'),
        cell(1, 'recipient', 'x'.repeat(201)),
        cell(2, 'recipient', ' Kari\n Nordmann '),
      ]
      const request = { resultSet, cells, language: 'nb' as const }
      const plan = await backend.api.promo.planEdit(request)
      expect(plan).toEqual({
        change: 3,
        same: 1,
        mail: { readdressed: 0, renamed: 0, joined: 0, withheld: 0, sent: 0 },
        bad: [
          { code: 'bad-date', id: 2, column: 'expires' },
          { code: 'date-passed', today: TODAY, id: 3, column: 'expires' },
          { code: 'empty', id: 4, column: 'expires' },
          { code: 'deleted', id: 6, column: 'expires' },
          { code: 'unknown-row', id: 99, column: 'email' },
          {
            code: 'bad-address',
            problem: 'not-an-address',
            suggestion: 'bo@example.com',
            id: 1,
            column: 'email',
          },
          { code: 'name-too-long', limit: 200, id: 1, column: 'recipient' },
        ],
      })
      const moved = backend.done(backend.api.promo.edit({ ...request, expect: 4 }))
      await expect(moved).rejects.toMatchObject({ code: 'plan.moved', details: { planned: 4, now: 3 } })
      const done = await backend.done(backend.api.promo.edit({ ...request, expect: 3 }))
      expect(done).toMatchObject({ changed: 3, codes: 2, bad: plan.bad })
      const [first, second] = await allRows(backend)
      expect(first?.expires).toBe('2026-12-24')
      expect(second).toMatchObject({ recipient: 'Kari Nordmann', email: 'kari@example.com' })
      const { operations } = await backend.api.history.list({ limit: 1 })
      expect(operations[0]?.details).toMatchObject({
        kind: 'edit-codes',
        cells: 3,
        changed: 2,
        // In the order of the report’s columns.
        columns: ['recipient', 'expires', 'email'],
        examples: [
          { code: first?.code, column: 'expires', before: '2026-12-31', after: '2026-12-24' },
          { code: second?.code, column: 'email', before: 'bo@example.com', after: 'kari@example.com' },
          { code: second?.code, column: 'recipient', before: 'Bo', after: 'Kari Nordmann' },
        ],
      })
    })

    it('reads the slashed dates of a column all in one way', async () => {
      await to('Bo', 'bo@example.com', 3)
      const { resultSet } = await pickAll(backend)
      const cells = (...texts: string[]): CellEdit[] =>
        texts.map((text, i) => ({ id: i + 1, column: 'expires', text }))
      const written = async (
        language: Language,
        slashedFirst: SlashedFirst | undefined,
        ...texts: string[]
      ) => {
        const request = { resultSet, cells: cells(...texts), language, slashedFirst }
        const { change, bad } = await backend.api.promo.planEdit(request)
        expect(bad.map(({ code }) => code)).toEqual(texts.length === change ? [] : ['bad-date'])
        await backend.done(backend.api.promo.edit({ ...request, expect: change }))
        return (await allRows(backend)).map((row) => row?.expires)
      }
      // Only the last can be read in one way, and decides for all.
      expect(await written('en', undefined, '05/06/2027', '07/08/2027', '30/06/2027')).toEqual([
        '2027-06-05',
        '2027-08-07',
        '2027-06-30',
      ])
      expect(await written('en', undefined, '05/06/2027', '07/08/2027')).toEqual([
        '2027-05-06',
        '2027-07-08',
        '2027-06-30',
      ])
      expect(await written('nb', 'month', '06/07/2027', '08/09/2027', '30/12/2027')).toEqual([
        '2027-06-07',
        '2027-08-09',
        '2027-06-30',
      ])
    })

    it('refuses the error values of a spreadsheet, in whatever column they are pasted', async () => {
      await to('Bo', 'bo@example.com', 3)
      const { resultSet } = await pickAll(backend)
      const cells: CellEdit[] = [
        { id: 1, column: 'recipient', text: '#N/A' },
        { id: 2, column: 'email', text: 'Err:509' },
        { id: 3, column: 'expires', text: ' #REF! ' },
      ]
      const { change, bad } = await backend.api.promo.planEdit({ resultSet, cells, language: 'nb' })
      expect(change).toBe(0)
      expect(bad.map(({ code }) => code)).toEqual(['error-value', 'error-value', 'error-value'])
    })

    it('sorts by the new name in Norwegian, and by the old one again after undo', async () => {
      for (const name of ['Berg', 'Dahl', 'Foss']) await to(name, `${name.toLowerCase()}@example.com`)
      const sorted = async () => {
        const order = [{ column: 'recipient' as const, descending: false }]
        const { resultSet } = await backend.api.report.open({ filter: {}, order })
        const { rows } = await backend.api.report.rows({ resultSet, offset: 0, limit: 10 })
        return rows.map((row) => row?.recipient)
      }
      const { resultSet } = await pickAll(backend)
      const cells = [{ id: 1, column: 'recipient' as const, text: 'Aasen' }]
      const edit = backend.api.promo.edit({ resultSet, cells, language: 'en', expect: 1 })
      const { operationId } = await backend.done(edit)
      expect(await sorted()).toEqual(['Dahl', 'Foss', 'Aasen'])
      await undo(operationId)
      expect(await sorted()).toEqual(['Berg', 'Dahl', 'Foss'])
    })

    it('is refused undo where the cell was written again', async () => {
      await to('Bo', 'bo@example.com', 2)
      const { resultSet } = await pickAll(backend)
      const write = (text: string) =>
        backend.done(
          backend.api.promo.edit({
            resultSet,
            cells: [1, 2].map((id) => ({ id, column: 'expires', text })),
            language: 'nb',
            expect: 2,
          }),
        )
      const first = await write('1.1.2027')
      const second = await write('2.1.2027')
      const codes = (await allRows(backend)).map(({ code }) => code)
      await expect(undo(first.operationId)).rejects.toMatchObject({
        code: 'history.changed-since',
        details: { count: 2, examples: codes, operationId: second.operationId },
      })
      await undo(second.operationId)
      await undo(first.operationId)
      expect((await allRows(backend)).map(({ expires }) => expires)).toEqual(['2026-12-31', '2026-12-31'])
    })
  })
})
