/** A row of an import as it is after the person's corrections, before it is checked against the others. */
export interface DraftRow {
  readonly row: number
  readonly email: string
  /** Empty when the file has none. */
  readonly name: string
  /** The error value of a spreadsheet that is where the name should. */
  readonly nameError?: string
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

export interface DraftListBuilder {
  add(row: number, email: string, name: string, nameError?: string): void
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
  /** By place; few rows have one. */
  readonly errors: ReadonlyMap<number, string>
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
  let errors = new Map<number, string>()

  function close(): void {
    let end = 0
    blocks.push({ text: pieces.join(''), rows, ends: pieces.map((piece) => (end += piece.length)), errors })
    pieces = []
    rows = []
    errors = new Map()
  }

  return {
    add(row, email, name, nameError = '') {
      if (nameError !== '') errors.set(rows.length, nameError)
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

function rowOf({ text, rows, ends, errors }: Block, place: number): DraftRow | undefined {
  const row = rows[place]
  if (row === undefined) return undefined
  const start = place === 0 ? 0 : ends[2 * place - 1]
  const middle = ends[2 * place]
  const email = text.slice(start, middle)
  const name = text.slice(middle, ends[2 * place + 1])
  const nameError = errors.get(place)
  return {
    ...{ row, email, name, corrected: false, skipped: false, kept: false },
    ...(nameError !== undefined && { nameError }),
  }
}
