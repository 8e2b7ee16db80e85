import { formatClock } from '#shared/wording/format.ts'
import { dayIn, instantOf } from '#shared/domain/dates.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { modeName, serviceName } from '#shared/wording/commerce-words.ts'
import { createTranslator } from '#shared/wording/message-translator.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import {
  countColumn,
  dateColumn,
  decimalColumn,
  textColumn,
  wordColumn,
} from '#backend/kernel/files/table/columns.ts'
import {
  type Batches,
  type TableColumn,
  type TableTarget,
  writeTable,
} from '#backend/kernel/files/table/table.ts'
import { SCRIPT } from '#backend/kernel/current-request.ts'
import { smallSheet } from '#backend/kernel/files/table/xlsx.ts'
import { amountOf, type ExportedOperation } from './exported-operation.ts'
import { createTotals, type HistoryTotal } from './history-totals.ts'

export interface HistoryExport extends TableTarget {
  readonly language: Language
  /** In which days and times are written; it is named. */
  readonly timeZone: string
  /** The newest first, a batch at a time. */
  readonly rows: Batches<ExportedOperation>
  /** How many to expect; fewer may come. */
  readonly total: number
  readonly signal: AbortSignal
  onProgress(done: number): void
}

/**
 * Writes operations to a file, whole or not at all, in constant memory; a workbook has a second sheet with the totals.
 * @throws Refusal 'report.too-many-rows' · 'job.cancelled' · 'file.unwritable'
 */
export async function exportHistory(options: HistoryExport): Promise<{ rows: number; bytes: number }> {
  const { language, rows, signal, onProgress } = options
  const words = (await languages[language].pages()).historySearch
  const totals = createTotals()
  return await writeTable(options, options.total, {
    columns: operationColumns(options, words),
    language,
    sheet: words.export.sheet,
    rows: counting(rows, totals.add),
    signal,
    onProgress,
    after: smallSheet(words.export.totals, totalColumns(language, words), totals.lines),
  })
}

async function* counting(
  batches: Batches<ExportedOperation>,
  add: (operation: ExportedOperation) => void,
): AsyncGenerator<readonly ExportedOperation[]> {
  for await (const batch of batches) {
    for (const operation of batch) add(operation)
    yield batch
  }
}

type Words = Awaited<ReturnType<(typeof languages)[Language]['pages']>>['historySearch']

function operationColumns(
  { language, timeZone }: Pick<HistoryExport, 'language' | 'timeZone'>,
  words: Words,
): TableColumn<ExportedOperation>[] {
  const translator = createTranslator(language)
  const { columns } = words.export
  const who = namesOfClients(words.export.who)
  const time = `${columns.time} (${timeZone})`
  return [
    countColumn({ heading: columns.number, width: 10 }, ({ id }) => id),
    dateColumn({ heading: columns.date, width: 12 }, ({ at }) => dayIn(timeZone, at)),
    textColumn({ heading: time, width: 12 }, ({ at }) => formatClock(instantOf(at), timeZone, language)),
    wordColumn({ heading: columns.who, width: 16 }, ({ author, client }) => author ?? who(client)),
    wordColumn({ heading: columns.area, width: 18 }, ({ area }) => (area ? words.areas[area] : '')),
    textColumn({ heading: columns.what, width: 60 }, ({ details }) => operationSentence(details, translator)),
    wordColumn({ heading: columns.service, width: 28 }, ({ services }) =>
      services.map(serviceName).join(', '),
    ),
    wordColumn({ heading: columns.mode, width: 12 }, ({ mode }) => (mode ? modeName(mode, language) : '')),
    countColumn({ heading: columns.codes, width: 10 }, ({ codes }) => codes ?? ''),
    decimalColumn(
      { heading: columns.amount, width: 14 },
      language,
      ({ payment }) => payment && amountOf(payment),
    ),
    wordColumn({ heading: columns.currency, width: 10 }, ({ payment }) => payment?.currency ?? ''),
    countColumn({ heading: columns.undoneBy, width: 12 }, ({ undoneBy }) => undoneBy ?? ''),
  ]
}

/** Windows by number, in the order in which they come: what identifies one says nothing to a person. */
function namesOfClients({ window, script }: Words['export']['who']): (client: string | null) => string {
  const windows: string[] = []
  return (client) => {
    if (client === null) return ''
    if (client === SCRIPT) return script
    if (!windows.includes(client)) windows.push(client)
    return window.replace('{n}', String(windows.indexOf(client) + 1))
  }
}

function totalColumns(language: Language, words: Words): TableColumn<HistoryTotal>[] {
  const translator = createTranslator(language)
  const { columns, lines } = words.export
  const payment = (total: HistoryTotal) => (total.kind === 'payments' ? total : null)
  const what = (total: HistoryTotal): string =>
    total.kind === 'payments'
      ? `${lines.payments}: ${translator.t(`history.paymentStates.${total.state}`)}`
      : lines[total.kind]
  return [
    textColumn({ heading: columns.what, width: 44 }, what),
    wordColumn({ heading: columns.mode, width: 12 }, (total) => {
      const of = payment(total)
      return of ? modeName(of.mode, language) : ''
    }),
    countColumn({ heading: columns.count, width: 10 }, ({ count }) => count),
    decimalColumn({ heading: columns.amount, width: 14 }, language, (total) => {
      const of = payment(total)
      return of && amountOf(of)
    }),
    wordColumn({ heading: columns.currency, width: 10 }, (total) => payment(total)?.currency ?? ''),
  ]
}
