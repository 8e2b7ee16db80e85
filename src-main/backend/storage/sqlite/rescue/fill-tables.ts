import type { OwnedConnection } from '../connection.ts'
import { sqliteCode } from '../errors.ts'
import type { Pages } from './pages.ts'
import { type IndexShape, rowOf, type TableShape } from './table-shapes.ts'
import { type Entry, readTreePage, type StoredValue, type TreePage } from './tree-page.ts'
import type { Pause, Trees } from './trees.ts'

/** What a table came to. */
export interface FilledTable {
  readonly saved: number
  /** How many rows are not there any more; null where that is not known. */
  readonly lost: number | null
  /** Rows of which an index has another value: one of the two is wrong. */
  readonly altered: ReadonlySet<number>
  /** By an index: the ids of rows that are lost, with the first value that the index has of each. */
  readonly lostRows: ReadonlyMap<number, StoredValue>
}

export interface FillOptions {
  readonly pages: Pages
  readonly trees: Trees
  /** The new database, with empty tables, in a transaction. References are not checked yet. */
  readonly connection: OwnedConnection
  readonly shapes: readonly TableShape[]
  readonly pause: Pause
}

/** A table while it is being filled. */
interface Filling {
  readonly shape: TableShape
  readonly insert: (row: readonly StoredValue[]) => boolean
  saved: number
  /** A part of its tree cannot be read, or its beginning is not known. */
  isIncomplete: boolean
  /** A part of its tree is there as it was earlier: rows can be missing, or be as they were. */
  isOld: boolean
  /** Entries that cannot be read, are no rows of it, or break a rule of it. */
  refused: number
  readonly altered: Set<number>
  /** The rows that are missing, by an index that can be read as a whole. */
  missing?: Map<number, StoredValue>
}

/**
 * Puts what can be read of the tables into a new database. A table is followed from its first page; where a part of it
 * is not reached so, its pages are looked for among those that nothing leads to. An index that is whole says which rows
 * there were: it keeps rows that were removed long ago from coming back, and says what is lost.
 */
export async function fillTables(options: FillOptions): Promise<ReadonlyMap<string, FilledTable>> {
  const { trees, connection, shapes, pause } = options
  const fillings = shapes.map((shape) => fillingOf(connection, shape))
  for (const filling of fillings) await followTree(filling, trees, pause)
  for (const filling of fillings) await readIndexes(filling, options)
  await fillFromOrphans(
    options,
    // The one page of a table can have changed places with that of an empty one.
    fillings.filter(({ isIncomplete, saved }) => isIncomplete || saved === 0),
  )
  return new Map(
    fillings.map((filling) => {
      const { shape, saved, altered, isIncomplete, isOld, refused } = filling
      const lostRows = missingOf(connection, filling)
      const lost = lostRows ? lostRows.size : isIncomplete || isOld ? null : refused
      return [shape.name, { saved, lost, altered, lostRows: lostRows ?? new Map() }]
    }),
  )
}

function fillingOf({ database }: OwnedConnection, shape: TableShape): Filling {
  // A record may end before the columns that were added later.
  const statements = new Map<number, ReturnType<typeof database.prepare>>()
  const statementFor = (count: number) => {
    const columns = shape.columns.slice(0, count).map(({ name }) => `"${name}"`)
    const values = columns.map(() => '?').join(', ')
    const made = database.prepare(`INSERT INTO "${shape.name}" (${columns.join(', ')}) VALUES (${values})`)
    statements.set(count, made)
    return made
  }
  return {
    shape,
    saved: 0,
    isIncomplete: false,
    isOld: false,
    refused: 0,
    altered: new Set(),
    insert(row) {
      try {
        ;(statements.get(row.length) ?? statementFor(row.length)).run(row)
        return true
      } catch (error) {
        // A second row of the same key, or values that the table does not take.
        if (/^SQLITE_(CONSTRAINT|MISMATCH|ERROR)/.test(sqliteCode(error) ?? '')) return false
        throw error
      }
    },
  }
}

const treeKind = ({ hasRowIds }: TableShape): TreePage['of'] => (hasRowIds ? 'table' : 'index')

function take(filling: Filling, entry: Entry): boolean {
  const row = rowOf(filling.shape, entry)
  const isTaken = row !== undefined && filling.insert(row)
  if (isTaken) filling.saved += 1
  return isTaken
}

async function followTree(filling: Filling, trees: Trees, pause: Pause): Promise<void> {
  const root = trees.roots.get(filling.shape.name)
  if (root === undefined) {
    filling.isIncomplete = true
    return
  }
  const trouble = await trees.walk(root, treeKind(filling.shape), (entry) => take(filling, entry), pause)
  filling.isIncomplete = trouble.pages > 0
  filling.isOld = trouble.old > 0
  filling.refused = trouble.entries
}

/**
 * Compares the table with its indexes, whose pages are no orphans from here on. One that can be read as a whole says
 * which rows are missing.
 */
async function readIndexes(filling: Filling, { trees, connection, pause }: FillOptions): Promise<void> {
  const { shape } = filling
  // The one that SQLite makes for a unique column comes first: of a promo code it says which one it is.
  const inOrder = shape.indexes.toSorted(
    (one, other) => Number(isAutomatic(other)) - Number(isAutomatic(one)),
  )
  for (const index of inOrder) {
    const root = trees.roots.get(index.name)
    if (root === undefined) continue
    const missing = new Map<number, StoredValue>()
    const compare = comparison(connection, shape, index)
    const take = ({ values }: Entry): boolean => {
      const id = values.at(-1)
      if (values.length !== index.columns.length + 1 || typeof id !== 'number') return compare === undefined
      const found = compare?.(values)
      if (found === 'missing') missing.set(id, values[0] ?? null)
      if (found === 'other') filling.altered.add(id)
      return true
    }
    const trouble = await trees.walk(root, 'index', take, pause)
    if (missing.size > 0) filling.isIncomplete = true
    const isWhole = index.isWhole && trouble.pages + trouble.entries + trouble.old === 0
    if (isWhole && compare) filling.missing ??= missing
  }
}

const isAutomatic = ({ name }: IndexShape): boolean => name.startsWith('sqlite_autoindex_')

type Compare = (entry: readonly StoredValue[]) => 'same' | 'other' | 'missing'

/** How the row that was saved is, held against an entry of the index, which has the row's id at its end. */
function comparison(
  { database }: OwnedConnection,
  { name, rowId }: TableShape,
  { columns }: IndexShape,
): Compare | undefined {
  if (rowId === undefined) return undefined
  const same = columns.map((column) => `"${column}" COLLATE BINARY IS ?`).join(' AND ')
  const find = database.prepare(`SELECT ${same} FROM "${name}" WHERE "${rowId}" = ?`).pluck()
  return (entry) => {
    const found = find.get(entry)
    return found === undefined ? 'missing' : found === 0 ? 'other' : 'same'
  }
}

/** Pages that nothing leads to are rows of the one table that takes them. */
async function fillFromOrphans(
  { pages, trees, connection, pause }: FillOptions,
  incomplete: readonly Filling[],
): Promise<void> {
  const { database } = connection
  for (const page of trees.orphans()) {
    await pause()
    const read = readTreePage(pages, page)
    const entries = read?.entries.filter((entry) => entry !== undefined) ?? []
    if (!read || entries.length === 0) continue
    const takers = incomplete
      .filter(({ shape }) => treeKind(shape) === read.of)
      .map((filling) => ({ filling, fitting: entries.filter((entry) => isKnownRow(filling, entry)) }))
      .filter(({ fitting }) => fitting.length > 0)
    // Rows of one table can have the form of another's: the rules of the tables decide.
    const taken = takers.map(({ filling, fitting }) => {
      database.exec('SAVEPOINT orphan')
      const before = filling.saved
      const rows = fitting.filter((entry) => take(filling, entry)).length
      database.exec('ROLLBACK TO orphan; RELEASE orphan')
      filling.saved = before
      return { filling, fitting, rows }
    })
    const most = Math.max(0, ...taken.map(({ rows }) => rows))
    const best = taken.filter(({ rows }) => rows === most)
    const [only] = best
    if (most > 0 && best.length === 1 && only) for (const entry of only.fitting) take(only.filling, entry)
  }
}

/** An index that is whole misses it: a row that was removed is in none any more. */
function isKnownRow({ shape, missing }: Filling, entry: Entry): boolean {
  if (rowOf(shape, entry) === undefined) return false
  return !missing || (typeof entry.rowId === 'number' && missing.has(entry.rowId))
}

function missingOf(
  { database }: OwnedConnection,
  { shape, missing }: Filling,
): Map<number, StoredValue> | undefined {
  if (!missing || shape.rowId === undefined) return undefined
  const find = database.prepare(`SELECT 1 FROM "${shape.name}" WHERE "${shape.rowId}" = ?`)
  return new Map([...missing].filter(([id]) => find.get(id) === undefined))
}
