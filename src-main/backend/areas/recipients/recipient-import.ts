import { Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { ImportRow, OwnCodes, Reading, RecipientImport } from '#shared/contract/recipients.ts'
import { addressKey, cleanAddress, recipientKey } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { codeKey, typedCode } from '#shared/domain/promo-code.ts'
import type { DraftList, DraftRow } from './draft-list.ts'
import { cleanName, checkAlone, checkedRow, type CheckedRow } from './import-rows.ts'

export type Change =
  | { kind: 'edit'; email?: string | undefined; name?: string | undefined; code?: string | undefined }
  | { kind: 'skip' }
  | { kind: 'keep' }
export type Tab = 'good' | 'bad' | 'named'

/** A file that was read, with what the person has corrected since. It lives in memory only. */
export interface HeldImport {
  /** A question about the columns is open. */
  readonly isUnclear: boolean
  /** Where it has codes of its own; null for a list of recipients. */
  readonly ownCodes: OwnCodes | null
  /** Under the limit that the site has now. */
  summary(limit: number): RecipientImport
  rows(tab: Tab, offset: number, limit: number): { total: number; rows: ImportRow[] }
  /** `part` is which of the recipients of the row. @throws Refusal 'recipients.row-unknown' */
  correct(row: number, change: Change, part?: number): ImportRow
  good(): readonly CheckedRow[]
  /** The bad rows and those taken out, in the order of the file. */
  rejected(): readonly CheckedRow[]
  /** Whether a row has an address with one of these keys. */
  hasAny(addressKeys: ReadonlySet<string>): boolean
}

export function holdImport(importId: string, file: FileRef, reading: Reading, drafts: DraftList): HeldImport {
  const changes = new Map<number, DraftRow>()
  const draftAt = (at: number): DraftRow | undefined => changes.get(at) ?? drafts.at(at)
  const { ownCodes } = reading
  let sorted = sort(drafts.length, draftAt, ownCodes)

  function checkedAt(at: number): CheckedRow {
    const draft = draftAt(at)
    if (!draft) throw new RangeError(`no row at ${at}`)
    return checkedRow(draft, sorted.duplicates.get(at) ?? null, ownCodes)
  }

  function placeOf(row: number, part: number): number {
    for (let at = 0; at < drafts.length; at += 1) {
      const draft = drafts.at(at)
      if (draft?.row === row && draft.part === part) return at
    }
    throw new Refusal('recipients.row-unknown', { row })
  }

  return {
    isUnclear: reading.question !== null,
    ownCodes,
    summary: (limit) => ({ importId, file, reading, ...summed(sorted, limit) }),
    rows: (tab, offset, limit) => ({
      total: sorted[tab].length,
      rows: sorted[tab].slice(offset, offset + limit).map((at) => asImportRow(checkedAt(at))),
    }),
    correct(row, change, part = 1) {
      const at = placeOf(row, part)
      const draft = draftAt(at)
      if (draft) changes.set(at, changed(draft, change))
      sorted = sort(drafts.length, draftAt, ownCodes)
      return asImportRow(checkedAt(at))
    },
    good: () => sorted.good.map(checkedAt),
    rejected: () => sorted.rejected.map(checkedAt),
    hasAny(keys) {
      for (let at = 0; at < drafts.length; at += 1)
        if (keys.has(addressKey(draftAt(at)?.email ?? ''))) return true
      return false
    },
  }
}

/** Places of rows, not rows: a file of 100,000 is held once, and a row is put together when it is asked for. */
interface Sorted extends Record<Tab | 'rejected', readonly number[]> {
  readonly rows: number
  readonly cleaned: number
  /** The row of the first with the same address, by the place of the duplicate. */
  readonly duplicates: ReadonlyMap<number, number>
}

/** Checks every row, each address against those above it; of a file with codes each code. */
function sort(
  rows: number,
  draftAt: (at: number) => DraftRow | undefined,
  ownCodes: OwnCodes | null,
): Sorted {
  const tabs = { good: [] as number[], bad: [] as number[], named: [] as number[], rejected: [] as number[] }
  const firstRows = new Map<string, number>()
  const duplicates = new Map<number, number>()
  let cleaned = 0
  for (let at = 0; at < rows; at += 1) {
    const draft = draftAt(at)
    if (!draft) continue
    cleaned += Number(draft.cleaned.length > 0)
    const { problem, nameFromAddress } = checkAlone(draft, ownCodes)
    const good = !draft.skipped && problem === null && !isDuplicate(draft, at)
    ;(good ? tabs.good : tabs.rejected).push(at)
    if (good && nameFromAddress) tabs.named.push(at)
    if (!good && !draft.skipped) tabs.bad.push(at)
  }
  return { ...tabs, rows, cleaned, duplicates }

  function isDuplicate({ row, email, code, kept: isKept }: DraftRow, at: number): boolean {
    const key = ownCodes ? codeKey(code ?? '') : recipientKey(email)
    // A recipient may have several codes; a code never has two recipients.
    const kept = isKept && !ownCodes
    const firstRow = firstRows.get(key)
    if (firstRow === undefined) firstRows.set(key, row)
    if (firstRow === undefined || kept) return false
    duplicates.set(at, firstRow)
    return true
  }
}

function summed(
  { rows, cleaned, good, bad, named, duplicates }: Sorted,
  limit: number,
): Pick<RecipientImport, 'counts' | 'batches'> {
  return {
    counts: {
      rows,
      good: good.length,
      bad: bad.length,
      duplicates: duplicates.size,
      namedFromAddress: named.length,
      skipped: rows - good.length - bad.length,
      cleaned,
    },
    batches: Math.ceil(good.length / limit),
  }
}

/** An edit puts a row back that was taken out; a new address has to be allowed again. */
function changed(draft: DraftRow, change: Change): DraftRow {
  if (change.kind === 'skip') return { ...draft, skipped: true }
  if (change.kind === 'keep') return { ...draft, skipped: false, kept: true }
  const email = change.email === undefined ? draft.email : cleanAddress(change.email)
  const cleaned = email === draft.email ? draft.cleaned : []
  const { nameError: before, ...rest } = draft
  const code = change.code === undefined ? draft.code : typedCode(change.code)
  const typed = change.name === undefined ? undefined : cleanName(change.name)
  const isError = typed !== undefined && isErrorValue(typed)
  const name = typed === undefined ? draft.name : isError ? '' : typed
  const nameError = typed === undefined || typed === '' ? before : isError ? typed : undefined
  const kept = draft.kept && email === draft.email
  return {
    ...{ ...rest, email, name, cleaned, kept, corrected: true, skipped: false },
    ...(nameError !== undefined && { nameError }),
    ...(code !== undefined && { code }),
  }
}

function asImportRow({ skipped: _, ...row }: CheckedRow): ImportRow {
  return row
}
