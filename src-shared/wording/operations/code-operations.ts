import type { codeOperations, OperationKind } from '../../contract/operations.ts'
import type { SkippedCodes } from '../../contract/promo.ts'
import type { Editable } from '../../contract/edits.ts'
import { changeTo, isOfRecipient } from '../../domain/term-content.ts'
import { capitalised } from '../format.ts'
import {
  counted,
  type OperationPresentations,
  type OperationRow,
  type RowWords,
} from './operation-presentation.ts'
import type { Translator } from './operation-sentence.ts'

export const codePresentations: OperationPresentations<keyof typeof codeOperations> = {
  'create-codes': {
    sentence: ({ codes, recipients }, words) =>
      words.say(recipients === 0 ? 'none' : 'done', {
        codes: counted(words, 'common.codes', codes),
        recipients: counted(words, 'common.recipients', recipients),
      }),
    rows: ({ service, codes, recipients, batchName, batches }, { row, count, ...words }) => [
      row('service', words.service(service)),
      row('codes', count(codes)),
      row('recipients', count(recipients)),
      ...(batchName === '' ? [] : [row('batch', batchName)]),
      ...(batches.length > 1 ? [row('batches', count(batches.length))] : []),
    ],
  },
  'extend-codes': {
    sentence({ to, changed }, words) {
      const codes = counted(words, 'common.codes', changed)
      return to.kind === 'date'
        ? words.say('to', { codes, date: words.date(to.expires) })
        : words.say('by', { codes, days: counted(words, 'history.days', to.days) })
    },
    rows: ({ to, changed, skipped }, words) => [
      to.kind === 'date'
        ? words.row('expires', words.date(to.expires))
        : words.row('extendedBy', counted(words, 'history.days', to.days)),
      words.row('changed', words.count(changed)),
      ...skippedRows(skipped, words),
    ],
  },
  'delete-codes': {
    sentence: ({ changed }, words) => words.say('done', { codes: counted(words, 'common.codes', changed) }),
    rows: ({ changed, skipped }, words) => [
      words.row('changed', words.count(changed)),
      ...skippedRows(skipped, words),
    ],
  },
  'restore-codes': {
    sentence: ({ changed }, words) => words.say('done', { codes: counted(words, 'common.codes', changed) }),
    rows: ({ changed, skipped }, words) => [
      words.row('changed', words.count(changed)),
      ...skippedRows(skipped, words),
    ],
  },
  'change-terms': {
    sentence({ change, changed }, words) {
      const codes = counted(words, 'common.codes', changed)
      const value = words.term(change)
      const term = words.t(`history.fields.${change.term}`)
      return words.say(value === '' ? 'empty' : 'done', { codes, term, value })
    },
    rows: ({ change, changed, skipped }, words) => [
      { label: capitalised(words.t(`history.fields.${change.term}`)), value: words.term(change) || '–' },
      words.row('changed', words.count(changed)),
      ...skippedRows(skipped, words),
    ],
  },
  'edit-codes': {
    sentence: ({ cells, changed, columns }, words) =>
      words.say('done', {
        cells: editedCells(cells, changed, words),
        fields: columns.map((column) => words.t(`history.fields.${column}`)).join(', '),
      }),
    rows: ({ changed, examples }, words) => [
      words.row('changed', counted(words, 'common.codes', changed)),
      ...examples.map(({ code, column, before, after }) => ({
        label: `${code}, ${words.t(`history.fields.${column}`)}`,
        before: cellText(column, before, words),
        value: cellText(column, after, words),
      })),
    ],
  },
  'export-report': {
    sentence: ({ format, rows }, words) =>
      words.say('done', { format: `.${format}`, rows: counted(words, 'common.rows', rows) }),
    rows: ({ format, rows }, { row, count }) => [row('format', `.${format}`), row('rows', count(rows))],
  },
}

/** The content of a cell, as the report shows it. */
const cellText = (column: Editable, content: string, { term }: Translator): string =>
  isOfRecipient(column) ? content : term(changeTo(column, content))

/** "3 celler endret i 2 koder": said when they are edited, and of the operation. */
export const editedCells = (cells: number, codes: number, translator: Translator): string =>
  translator.t(
    'operations.edit-codes.cells',
    { n: translator.count(cells), codes: counted(translator, 'common.codes', codes) },
    cells,
  )

const skippedRows = <K extends OperationKind>(
  skipped: readonly SkippedCodes[],
  { row, count, t }: RowWords<K>,
): OperationRow[] =>
  skipped
    .filter((one) => one.count > 0)
    .map((one) =>
      row(
        'left',
        `${count(one.count)} – ${t(`history.reasons.${one.reason}`)}`,
        one.examples.length > 0 ? t('history.rows.examples', { codes: one.examples.join(', ') }) : undefined,
      ),
    )
