import { Refusal } from '#shared/contract/errors.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { ImportRow, Reading, RecipientImport } from '#shared/contract/recipients.ts'
import { cleanAddress } from '#shared/domain/email-address.ts'
import { cleanName, type DraftRow, judgeAlone, type JudgedRow, judgeRows } from './import-rows.ts'

export type Change =
  | { kind: 'edit'; email?: string | undefined; name?: string | undefined }
  | { kind: 'skip' }
  | { kind: 'keep' }
export type Tab = 'good' | 'bad' | 'named'

/** A file that was read, with what the person has corrected since. It lives in memory only. */
export interface HeldImport {
  /** Under the limit that the site has now. */
  summary(limit: number): RecipientImport
  rows(tab: Tab, offset: number, limit: number): { total: number; rows: ImportRow[] }
  /** @throws Refusal 'recipients.row-unknown' */
  correct(row: number, change: Change): ImportRow
  good(): readonly JudgedRow[]
  /** The bad rows and those taken out, in the order of the file. */
  rejected(): readonly JudgedRow[]
}

export function holdImport(
  importId: string,
  file: FileRef,
  reading: Reading,
  drafts: readonly DraftRow[],
): HeldImport {
  let current = drafts
  let alone = drafts.map(judgeAlone)
  let sorted = sort(judgeRows(current, alone))

  return {
    summary: (limit) => ({ importId, file, reading, ...summed(sorted, limit) }),
    rows: (tab, offset, limit) => ({
      total: sorted[tab].length,
      rows: sorted[tab].slice(offset, offset + limit).map(asImportRow),
    }),
    correct(number, change) {
      const at = current.findIndex(({ row }) => row === number)
      const draft = current[at]
      if (!draft) throw new Refusal('recipients.row-unknown', { row: number })
      const now = changed(draft, change)
      current = current.with(at, now)
      alone = alone.with(at, judgeAlone(now))
      sorted = sort(judgeRows(current, alone))
      const judged = sorted.all[at]
      if (!judged) throw new Refusal('recipients.row-unknown', { row: number })
      return asImportRow(judged)
    },
    good: () => sorted.good,
    rejected: () => sorted.all.filter(({ problem, skipped }) => skipped || problem !== null),
  }
}

type Sorted = { all: readonly JudgedRow[] } & Record<Tab, readonly JudgedRow[]>

function sort(all: readonly JudgedRow[]): Sorted {
  const staying = all.filter(({ skipped }) => !skipped)
  const good = staying.filter(({ problem }) => problem === null)
  const bad = staying.filter(({ problem }) => problem !== null)
  return { all, good, bad, named: good.filter(({ nameFromAddress }) => nameFromAddress) }
}

function summed(
  { all, good, bad, named }: Sorted,
  limit: number,
): Pick<RecipientImport, 'counts' | 'batches'> {
  return {
    counts: {
      rows: all.length,
      good: good.length,
      bad: bad.length,
      duplicates: bad.filter(({ problem }) => problem === 'duplicate').length,
      namedFromAddress: named.length,
      skipped: all.length - good.length - bad.length,
    },
    batches: Math.ceil(good.length / limit),
  }
}

/** An edit puts a row back that was taken out; a new address has to be allowed anew. */
function changed(draft: DraftRow, change: Change): DraftRow {
  if (change.kind === 'skip') return { ...draft, skipped: true }
  if (change.kind === 'keep') return { ...draft, skipped: false, kept: true }
  const email = change.email === undefined ? draft.email : cleanAddress(change.email)
  const name = change.name === undefined ? draft.name : cleanName(change.name)
  const kept = draft.kept && email === draft.email
  return { ...draft, email, name, kept, corrected: true, skipped: false }
}

function asImportRow({ skipped: _, ...row }: JudgedRow): ImportRow {
  return row
}
