import type { OwnedConnection } from '../connection.ts'
import type { Entry, StoredValue } from './tree-page.ts'

/** A table as the database is made, and how its rows lie in pages. */
export interface TableShape {
  readonly name: string
  readonly hasRowIds: boolean
  /** In the order in which a record has them. */
  readonly columns: readonly Column[]
  /** The column that is the row's id. */
  readonly rowId: string | undefined
  readonly indexes: readonly IndexShape[]
}

interface Column {
  readonly name: string
  readonly isInteger: boolean
  /** The row's id, which the record does not repeat. */
  readonly isRowId: boolean
  readonly mayBeNull: boolean
  /** Records of before the column was added end before it. */
  readonly mayBeMissing: boolean
}

export interface IndexShape {
  readonly name: string
  /** It has an entry for every row. */
  readonly isWhole: boolean
  readonly columns: readonly string[]
}

interface ListedTable {
  readonly name: string
  readonly type: string
  readonly wr: number
}
interface ListedColumn {
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  readonly pk: number
}

interface ListedIndex {
  readonly name: string
  readonly partial: number
  readonly origin: string
}

/** Every table of the database but SQLite's own and the migrations' book-keeping. */
export function tableShapes({ database }: OwnedConnection): TableShape[] {
  const tables = database.pragma('table_list') as (ListedTable & { schema: string })[]
  return tables
    .filter(
      ({ schema, type, name }) => schema === 'main' && type === 'table' && !/^sqlite_|^migration$/.test(name),
    )
    .map(({ name, wr }) => {
      const hasRowIds = wr === 0
      const listed = database.pragma(`table_info('${name}')`) as ListedColumn[]
      const keys = listed.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
      const inRecord = hasRowIds ? listed : [...keys, ...listed.filter(({ pk }) => pk === 0)]
      const indexes = database.pragma(`index_list('${name}')`) as ListedIndex[]
      return {
        name,
        hasRowIds,
        columns: inRecord.map((column) => ({
          name: column.name,
          isInteger: column.type === 'INTEGER',
          isRowId: hasRowIds && column.pk > 0,
          mayBeNull: column.notnull === 0 && (hasRowIds || column.pk === 0),
          mayBeMissing: column.notnull === 0 || column.dflt_value !== null,
        })),
        rowId: hasRowIds ? keys[0]?.name : undefined,
        indexes: indexes.filter(({ origin }) => hasRowIds || origin !== 'pk').map(indexShape),
      }
    })

  function indexShape({ name, partial }: ListedIndex): IndexShape {
    const columns = database.pragma(`index_info('${name}')`) as { name: string }[]
    return { name, isWhole: partial === 0, columns: columns.map((column) => column.name) }
  }
}

/** The row that an entry is in the table, as far as its record goes; undefined where it is none of the table. */
export function rowOf(
  { columns, hasRowIds }: TableShape,
  { rowId, values }: Entry,
): StoredValue[] | undefined {
  if (values.length > columns.length || hasRowIds !== (rowId !== null)) return undefined
  if (columns.slice(values.length).some(({ mayBeMissing }) => !mayBeMissing)) return undefined
  const row: StoredValue[] = []
  for (const [at, value] of values.entries()) {
    const column = columns[at]
    if (!column) return undefined
    if (column.isRowId) {
      if (value !== null) return undefined
      row.push(rowId)
    } else {
      if (!fits(column, value)) return undefined
      row.push(value)
    }
  }
  return row
}

function fits({ isInteger, mayBeNull }: Column, value: StoredValue): boolean {
  if (value === null) return mayBeNull
  return isInteger ? typeof value === 'number' || typeof value === 'bigint' : typeof value === 'string'
}
