import type { Cleaned } from '#shared/domain/email-address.ts'

/** A recipient of an import as it is after the person's corrections, before it is checked against the others. */
export interface DraftRow {
  readonly row: number
  /** Which of the recipients of that row, from 1. */
  readonly part: number
  readonly email: string
  /** Empty when the file has none. */
  readonly name: string
  /** The error value of a spreadsheet that is where the name should. */
  readonly nameError?: string
  /** The code of its own that the row has; left out where the file is not read for codes. */
  readonly code?: string
  /** What was taken off the address. */
  readonly cleaned: readonly Cleaned[]
  readonly corrected: boolean
  /** Taken out by the person. */
  readonly skipped: boolean
  /** A duplicate that the person allows. */
  readonly kept: boolean
}

/** The rows of an import in their order; an array is such a list as well. */
export interface DraftList {
  readonly length: number
  at(place: number): DraftRow | undefined
  map<T>(each: (draft: DraftRow) => T): T[]
}

/** What few rows have, or all of a file with codes. */
export interface DraftDetails {
  readonly part?: number
  readonly code?: string
  readonly nameError?: string
  readonly cleaned?: readonly Cleaned[]
}

export interface DraftListBuilder {
  add(row: number, email: string, name: string, details?: DraftDetails): void
  /** The rows that were added; none may be added any more. */
  finish(): DraftList
}

/** The texts of so many rows are joined. */
const BLOCK = 1000

/** Addresses and names one after the other in `text`; `ends` says where each of them ends. */
interface Block {
  readonly text: string
  readonly rows: readonly number[]
  readonly ends: readonly number[]
  /** By place. */
  readonly details: ReadonlyMap<number, DraftDetails>
}

/**
 * Rows held as a few long texts with places in them, and put together when asked for: hundreds of thousands of small
 * objects would be walked through by every garbage collection. Nor do they keep the text of the file alive, as pieces of
 * it would.
 */
export function createDraftList(): DraftListBuilder {
  const blocks: Block[] = []
  let pieces: string[] = []
  let rows: number[] = []
  let details = new Map<number, DraftDetails>()

  function close(): void {
    let end = 0
    blocks.push({ text: pieces.join(''), rows, ends: pieces.map((piece) => (end += piece.length)), details })
    pieces = []
    rows = []
    details = new Map()
  }

  return {
    add(row, email, name, more) {
      if (more) details.set(rows.length, more)
      rows.push(row)
      pieces.push(email, name)
      if (rows.length === BLOCK) close()
    },
    finish() {
      close()
      return listOf(blocks)
    },
  }
}

function listOf(blocks: readonly Block[]): DraftList {
  const length = blocks.reduce((sum, { rows }) => sum + rows.length, 0)

  function at(place: number): DraftRow | undefined {
    const inBlock = place % BLOCK
    const block = blocks[(place - inBlock) / BLOCK]
    return block && rowOf(block, inBlock)
  }

  return {
    length,
    at,
    map<T>(each: (draft: DraftRow) => T): T[] {
      const mapped: T[] = []
      for (let place = 0, row = at(0); row; row = at((place += 1))) mapped.push(each(row))
      return mapped
    },
  }
}

function rowOf({ text, rows, ends, details }: Block, place: number): DraftRow | undefined {
  const row = rows[place]
  if (row === undefined) return undefined
  const start = place === 0 ? 0 : ends[2 * place - 1]
  const middle = ends[2 * place]
  const email = text.slice(start, middle)
  const name = text.slice(middle, ends[2 * place + 1])
  const { part = 1, cleaned = NOTHING, nameError, code } = details.get(place) ?? {}
  return {
    ...{ row, part, email, name, cleaned, corrected: false, skipped: false, kept: false },
    ...(nameError !== undefined && { nameError }),
    ...(code !== undefined && { code }),
  }
}

const NOTHING: readonly Cleaned[] = []
