import { z } from 'zod'
import { sql } from 'kysely'
import { erasedAddress } from '#shared/domain/erased-person.ts'
import type { ReadConnection } from '../connection.ts'
import { raw } from '../query.ts'
import type { CodeEditTable } from '../schema.ts'
import type { Persons } from './persons.ts'
import { type CodeNow, codesNow, editPages } from './rows.ts'

/** What was written in cells of codes that the persons have, or had. */
export interface PersonEdits {
  /** Cells that name a person; `before` and `after` as they are. */
  readonly edits: readonly CodeEditTable[]
  /** What a cell that names a person becomes; any other as it is. */
  erased(edit: CodeEditTable): CodeEditTable
  /** Whether a name was a person's on the code at some time. */
  isTheirs(code: number, name: string): boolean
}

interface Tools {
  readonly connection: ReadConnection
  readonly persons: Persons
  /** What names are replaced by. */
  readonly replacement: string
  pause(): Promise<unknown>
}

/**
 * Finds the persons' edits, and with them the names that they had only in earlier contents of cells: what a cell held
 * while the address beside it was theirs. Undo and redo are followed, so that this is exact.
 */
export async function findEdits(tools: Tools): Promise<PersonEdits> {
  const { connection, persons, replacement } = tools
  const byCode = await editsOfCodes(tools)
  const reverts = await revertsIn(connection)
  const now = await codesNow(connection, byCode.keys())
  const theirs = new Map<number, Set<string>>()
  for (const [code, edits] of byCode) theirs.set(code, namesOf(edits, reverts, now.get(code), persons))

  const erasedCell = (code: number, field: CodeEditTable['field'], content: string): string => {
    if (field === 'recipient') return theirs.get(code)?.has(content) ? replacement : content
    const number = field === 'email' ? persons.numberOf(content) : undefined
    return number === undefined ? content : erasedAddress(number)
  }
  const erased = (edit: CodeEditTable): CodeEditTable => ({
    ...edit,
    before: erasedCell(edit.code_id, edit.field, edit.before),
    after: erasedCell(edit.code_id, edit.field, edit.after),
  })
  const names = (edit: CodeEditTable): boolean => {
    const { before, after } = erased(edit)
    return before !== edit.before || after !== edit.after
  }
  return {
    edits: [...byCode.values()].flat().filter(names),
    erased,
    isTheirs: (code, name) => theirs.get(code)?.has(name) ?? false,
  }
}

/** All edits of names and addresses of codes that have, or had, an address of theirs. */
async function editsOfCodes({ connection, persons, pause }: Tools): Promise<Map<number, CodeEditTable[]>> {
  const had = new Set<number>()
  for await (const page of editPages(connection)) {
    for (const { code_id: code, field, before, after } of page)
      if (field === 'email' && [before, after].some((one) => persons.numberOf(one) !== undefined))
        had.add(code)
    await pause()
  }
  const found = new Map<number, CodeEditTable[]>()
  for await (const page of editPages(connection)) {
    const edits = page.filter(({ field }) => field === 'recipient' || field === 'email')
    const isKnown = (code: number) => found.has(code) || had.has(code)
    const others = edits.map(({ code_id: code }) => code).filter((code) => !isKnown(code))
    const now = await codesNow(connection, others)
    for (const edit of edits) {
      const { code_id: code } = edit
      if (!isKnown(code) && persons.numberOf(now.get(code)?.recipient_email ?? '') === undefined) continue
      const known = found.get(code)
      if (known) known.push(edit)
      else found.set(code, [edit])
    }
    await pause()
  }
  return found
}

interface Revert {
  readonly at: number
  readonly to: 'before' | 'after'
}

const revertSchema = z.object({ operationId: z.int() })

/** What undid each operation, and did it again, by what a person did in the first place. */
async function revertsIn(connection: ReadConnection): Promise<ReadonlyMap<number, readonly Revert[]>> {
  const rows = await connection.all(
    'privacy.reverts',
    raw(sql<{ id: number; kind: 'undo' | 'redo'; details: string }>`
      SELECT id, kind, details FROM operation WHERE kind IN ('undo', 'redo') ORDER BY id`),
  )
  const roots = new Map<number, number>()
  const reverts = new Map<number, Revert[]>()
  for (const { id, kind, details } of rows) {
    const { operationId } = revertSchema.parse(JSON.parse(details))
    const root = roots.get(operationId) ?? operationId
    roots.set(id, root)
    const known = reverts.get(root) ?? []
    known.push({ at: id, to: kind === 'undo' ? 'before' : 'after' })
    reverts.set(root, known)
  }
  return reverts
}

/** The names that the code had while its address was one of theirs, without a present name of somebody else. */
function namesOf(
  edits: readonly CodeEditTable[],
  reverts: ReadonlyMap<number, readonly Revert[]>,
  now: CodeNow | undefined,
  persons: Persons,
): Set<string> {
  const first = (field: CodeEditTable['field']) => edits.find((edit) => edit.field === field)?.before
  let name = first('recipient') ?? now?.recipient_name ?? ''
  let address = first('email') ?? now?.recipient_email ?? ''
  const names = new Set<string>()
  const note = () => {
    const number = persons.numberOf(address)
    if (number === undefined) return
    names.add(name)
    persons.addName(name, number)
    persons.addSpelling(address)
  }
  note()
  const writes = edits.flatMap((edit) => [
    { at: edit.operation_id, field: edit.field, content: edit.after },
    ...(reverts.get(edit.operation_id) ?? []).map(({ at, to }) => ({
      at,
      field: edit.field,
      content: edit[to],
    })),
  ])
  writes.sort((one, other) => one.at - other.at)
  for (const [i, { at, field, content }] of writes.entries()) {
    if (field === 'recipient') name = content
    else address = content
    // Both cells of one operation are written together.
    if (writes[i + 1]?.at !== at) note()
  }
  if (now && persons.numberOf(now.recipient_email) === undefined) names.delete(now.recipient_name)
  return names
}
