import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { CellEdit, Editable, EditProblem } from '#shared/contract/edits.ts'
import type { EditMail } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey, cleanAddress, refusalOf } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import type { Language } from '#shared/preferences.ts'
import { parseTypedDate } from '#shared/wording/typed-date.ts'
import { editableCodes, type EditableCode } from '#backend/storage/sqlite/codes-edits.ts'
import { idBitmap } from '#backend/storage/id-bitmap.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { cleanName, MAX_NAME } from '#backend/areas/recipients/recipients.ts'
import { planFollowing } from '#backend/areas/mail/mail.ts'
import { mailReader } from '#backend/storage/sqlite/mail.ts'
import { type ChangedRecipient, countSentBefore } from '#backend/storage/sqlite/mail-follow.ts'

export interface EditsAsked {
  readonly cells: readonly CellEdit[]
  /** The ids of the result set that the person sees. */
  readonly ids: Uint32Array
  readonly language: Language
  readonly today: IsoDate
}

/** A cell that gets another content. */
export interface GoodEdit {
  readonly id: number
  readonly code: string
  readonly field: Editable
  readonly before: string
  readonly after: string
}

export interface CheckedEdits {
  readonly good: readonly GoodEdit[]
  readonly same: number
  readonly bad: readonly EditProblem[]
}

type Problem = EditProblem extends infer P
  ? P extends EditProblem
    ? Omit<P, 'id' | 'column'>
    : never
  : never
type Read = { readonly content: string } | { readonly problem: Problem }

/** So many cells are checked at a time; others have their turn in between. */
const TURN = 5000

/** What each cell would become, or what is wrong with it. Changes nothing. */
export async function checkEdits(connection: ReadConnection, asked: EditsAsked): Promise<CheckedEdits> {
  const { cells, ids, today } = asked
  const shown = idBitmap(ids)
  const find = editableCodes(connection)
  const good: GoodEdit[] = []
  const bad: EditProblem[] = []
  let same = 0
  for (const [i, { id, column, text }] of lastOfEach(cells).entries()) {
    const code = shown.has(id) ? find(id) : undefined
    const read = problemOfRow(code) ?? readCell(column, text, asked)
    if ('problem' in read) bad.push({ ...read.problem, id, column } as EditProblem)
    else if (code && read.content === code[column]) same += 1
    else if (column === 'expires' && read.content < today)
      bad.push({ code: 'date-passed', today, id, column })
    else if (code)
      good.push({ id, code: code.code, field: column, before: code[column], after: read.content })
    if (i % TURN === TURN - 1) await yieldToEventLoop()
  }
  return { good, same, bad }
}

/** The recipients that codes get by the edits. */
export function changedRecipients(good: readonly GoodEdit[]): Map<number, ChangedRecipient> {
  const changed = new Map<number, { name?: string; email?: string }>()
  for (const { id, field, after } of good) {
    if (field !== 'recipient' && field !== 'email') continue
    const one = changed.get(id) ?? {}
    changed.set(id, one)
    if (field === 'recipient') one.name = after
    else one.email = after
  }
  return changed
}

/** The codes that get another address, with its key. */
export const newAddresses = (changed: ReadonlyMap<number, ChangedRecipient>): [number, string][] =>
  [...changed].flatMap(([id, { email }]): [number, string][] =>
    email === undefined ? [] : [[id, addressKey(email)]],
  )

/** What the edits would do to the messages of their codes. Changes nothing. */
export async function planEditMail(connection: ReadConnection, good: readonly GoodEdit[]): Promise<EditMail> {
  const changed = changedRecipients(good)
  const follow = await planFollowing({ mail: mailReader(connection) }, changed)
  return { ...follow, sent: countSentBefore(connection, newAddresses(changed)) }
}

/** Where a cell comes twice, the later one counts, in the place of the first. */
function lastOfEach(cells: readonly CellEdit[]): CellEdit[] {
  const last = new Map<string, CellEdit>()
  for (const cell of cells) last.set(`${cell.id}:${cell.column}`, cell)
  return [...last.values()]
}

function problemOfRow(code: EditableCode | undefined): Read | undefined {
  if (!code) return { problem: { code: 'unknown-row' } }
  return code.deleted ? { problem: { code: 'deleted' } } : undefined
}

/** The content that a person means by what was typed or pasted, by the rules of imports and of typed dates. */
function readCell(column: Editable, text: string, { language, today }: EditsAsked): Read {
  if (isErrorValue(text)) return { problem: { code: 'error-value' } }
  switch (column) {
    case 'recipient':
      return readName(text)
    case 'email':
      return readAddress(text)
    case 'expires':
      return readDate(text, language, today)
  }
}

function readName(text: string): Read {
  const name = cleanName(text)
  if (name === '') return { problem: { code: 'empty' } }
  return name.length > MAX_NAME ? { problem: { code: 'name-too-long', limit: MAX_NAME } } : { content: name }
}

function readAddress(text: string): Read {
  const address = cleanAddress(text)
  if (address === '') return { problem: { code: 'empty' } }
  const refusal = refusalOf(address)
  return refusal ? { problem: { code: 'bad-address', ...refusal } } : { content: address }
}

function readDate(text: string, language: Language, today: IsoDate): Read {
  if (text.trim() === '') return { problem: { code: 'empty' } }
  const day = parseTypedDate(text, language, today)
  return day === undefined ? { problem: { code: 'bad-date' } } : { content: day }
}
