import { Refusal } from '#shared/contract/refusal.ts'
import { NO_RESULT } from '#shared/domain/error-values.ts'
import type { ReadChoices, Reading } from '#shared/contract/recipients.ts'
import {
  bodyBelow,
  findColumns,
  locateCodes,
  locateColumns,
  type Located,
  SAMPLE_ROWS,
} from './columns/find-columns.ts'
import type { DraftList } from './draft-list.ts'
import { draftsFrom, draftRows, type DraftsTaken } from './import-rows.ts'
import { leftOutOf } from './left-out.ts'
import { findJoining, joined } from './join-commas.ts'
import {
  type GivenFile,
  readTable,
  type RowKnowledge,
  type Table,
  type WorkbookReader,
} from '#backend/areas/tables/tables.ts'

/** What was found while the file was read. */
interface Found {
  /** Where the beginning of a long file was enough to find out. */
  located?: Located | undefined
  /** The recipients, where they were taken while reading; the table is the beginning only then. */
  recipients?: ReturnType<typeof draftsFrom> | undefined
}

/**
 * Reads a recipient file by what it holds, whatever its name says.
 * @throws Refusal 'file.*' · 'job.cancelled'
 */
export async function readFile(
  file: GivenFile,
  choices: ReadChoices,
  means: { readonly workbooks: WorkbookReader; readonly signal: AbortSignal },
): Promise<{ reading: Reading; drafts: DraftList }> {
  const early: Found = {}
  const read = await readTable(file, choices, means, knowledgeOf(choices, early))
  const { table, width, columns: all = width, ...source } = read
  const { ownCodes } = choices
  const isCodesAlone = ownCodes === 'alone'
  const columns = isCodesAlone
    ? findColumns(table, choices, width, locateCodes(table, choices, width) ?? null)
    : findColumns(table, choices, width, early.located)
  if (!columns)
    throw isCodesAlone
      ? new Refusal('file.no-codes', { name: file.name, rows: table.length })
      : noAddresses(file.name, table, source)
  const found = early.recipients?.finish() ?? draftRows(columns, choices.includeHidden, ownCodes)
  const { headerRow, emailColumn, nameColumn, lastNameColumn, codeColumn, headings, question } = columns
  const reading: Reading = {
    ...source,
    // Lines of JSON are no recipients: they were not asked for.
    format: source.format === 'json-lines' ? 'text' : source.format,
    ...{ headerRow, columns: headings, emailColumn, nameColumn, lastNameColumn, question },
    ...{ ownCodes: ownCodes ?? null, codeColumn },
    chosen: Object.keys(choices).filter((choice) => !NOT_OF_THE_READING.has(choice)),
    leftOut: isCodesAlone ? hiddenOf(found) : leftOutOf(columns, table, found, all),
  }
  return { reading, drafts: found.drafts }
}

/** They say what is wanted, not how the file is read. */
const NOT_OF_THE_READING = new Set(['splitOverLimit', 'ownCodes'])

const hiddenOf = ({ hidden }: DraftsTaken): Reading['leftOut'] =>
  hidden.rows > 0 ? [{ kind: 'hidden-rows', ...hidden }] : []

/** A workbook may have its addresses on hidden sheets, which are read only when a person chooses them. */
function noAddresses(
  name: string,
  table: Table,
  { sheet, sheetList }: Pick<Reading, 'sheet' | 'sheetList'>,
): Refusal {
  const others = sheetList.filter((it) => it.name !== sheet && (it.addresses ?? 0) > 0).map((it) => it.name)
  if (table.length === 0 && others.length === 0) return new Refusal('file.empty', { name })
  const formulas = table.filter(({ cells }) => cells.includes(NO_RESULT)).length
  return new Refusal('file.no-addresses', {
    ...{ name, rows: table.length },
    ...(others.length > 0 && { others }),
    ...(formulas > 0 && { formulas }),
  })
}

/** How recipients are taken while a long text is read, and how names with a comma are put together. */
const knowledgeOf = (choices: ReadChoices, found: Found): RowKnowledge => ({
  isOfAddresses: true,
  othersFor(beginning) {
    if (choices.ownCodes === 'alone') return undefined
    found.located = locateColumns(beginning, choices)
    if (!found.located) return undefined
    const columns = columnsOf(found.located)
    const body = bodyBelow(found.located.headerRow, beginning)
    // With so few, rows that are still to come may decide which row has the headings.
    if (body.length < SAMPLE_ROWS) return undefined
    const recipients = draftsFrom(found.located, false, choices.ownCodes)
    found.recipients = recipients
    body.forEach(recipients.take)
    return { columns, take: recipients.take, stray: recipients.stray }
  },
  joiningOf(beginning, delimiter) {
    const joining = findJoining(beginning, delimiter)
    return joining && { width: joining.width, joined: (record) => joined(record, joining) }
  },
})

const columnsOf = ({ emailColumn, nameColumn, lastNameColumn, codeColumn }: Located): number[] =>
  [emailColumn, nameColumn, lastNameColumn, codeColumn].filter((column) => column >= 0)
