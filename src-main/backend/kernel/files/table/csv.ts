import type { FileHandle } from 'node:fs/promises'
import { guardFormula } from '#shared/domain/formula-guard.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { refuseWhenCancelled } from './cancelled.ts'
import type { TableColumn, TableJob } from './table.ts'

const MARK = '\ufeff'
const LINE_END = '\r\n'
/** So many bytes are written at once. */
const CHUNK = 128 * 1024
/** For a chunk and what makes it full; longer texts get more. */
const ROOM = 2 * CHUNK
/** Lines are joined to texts of this size: of longer ones, the parts live so long that they are moved in memory. */
const JOINED = 4 * 1024
/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const MOST_BYTES = 3

/** Texts that need neither quotes nor a guard, which nearly all are; a space at the end needs quotes. */
const HARMLESS = /^[A-Za-z0-9\u00c0-\u167f][A-Za-z0-9\u00c0-\u167f .@_'+()-]*$/
const NEEDS_QUOTES = /[";,|\t\r\n]|^\s|\s$/

/** `text` as a cell of a text file, guarded against being run, in quotes where any usual delimiter asks for them. */
export function csvText(text: string): string {
  if (text === '' || (HARMLESS.test(text) && !text.endsWith(' '))) return text
  const guarded = guardFormula(text)
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** A small table as the bytes of a text file. */
export function csvOf<Row>(
  columns: readonly TableColumn<Row>[],
  language: Language,
  rows: readonly Row[],
): Buffer {
  const delimiter = languages[language].formats.csvDelimiter
  const line = lineOf(columns, delimiter)
  return Buffer.from(headingLine(columns, delimiter) + rows.map(line).join(''))
}

const headingLine = <Row>(columns: readonly TableColumn<Row>[], delimiter: string): string =>
  MARK + columns.map((column) => csvText(column.heading)).join(delimiter) + LINE_END

/** Writes UTF-8 with a mark and CRLF; gives the number of rows below the headings. */
export async function writeCsv<Row>(file: FileHandle, job: TableJob<Row>): Promise<number> {
  const delimiter = languages[job.language].formats.csvDelimiter
  const line = lineOf(job.columns, delimiter)
  const output = writeBehind(file)
  let text = headingLine(job.columns, delimiter)
  let done = 0
  try {
    for await (const batch of job.rows) {
      refuseWhenCancelled(job.signal)
      for (const row of batch) {
        text += line(row)
        if (text.length < JOINED) continue
        output.add(text)
        text = ''
        if (!output.isFull()) continue
        await output.write()
        refuseWhenCancelled(job.signal)
      }
      done += batch.length
      job.onProgress(done)
    }
    output.add(text)
    await output.write()
  } finally {
    await output.settled()
  }
  return done
}

interface WriteBehind {
  add(text: string): void
  /** There is enough to be written. */
  isFull(): boolean
  write(): Promise<void>
  settled(): Promise<void>
}

/**
 * Lets the next chunk be made while the one before is written; a write's failure shows at the next call. Two buffers
 * take turns, so that memory stays as it is however long the file gets.
 */
function writeBehind(file: FileHandle): WriteBehind {
  let underWay: Promise<void> = Promise.resolve()
  let [now, next] = [Buffer.alloc(0), Buffer.alloc(0)]
  let filled = 0
  return {
    add(text) {
      const most = filled + text.length * MOST_BYTES
      if (now.length < most) now = Buffer.concat([now.subarray(0, filled)], Math.max(most, ROOM))
      filled += now.write(text, filled)
    },
    isFull: () => filled >= CHUNK,
    async write() {
      const bytes = now.subarray(0, filled)
      await underWay
      underWay = file.writeFile(bytes)
      underWay.catch(() => undefined)
      ;[now, next] = [next, now]
      filled = 0
    },
    settled: () => underWay,
  }
}

function lineOf<Row>(columns: readonly TableColumn<Row>[], delimiter: string): (row: Row) => string {
  return (row) => {
    let line = ''
    for (let i = 0; i < columns.length; i += 1) {
      if (i > 0) line += delimiter
      line += columns[i]?.csv(row) ?? ''
    }
    return line + LINE_END
  }
}
