import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { CellEdit, Editable, EditProblem } from '#shared/contract/edits.ts'
import type { EditMail, EditPlan } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { SlashedFirst } from '#shared/languages/formats.ts'
import type { Language } from '#shared/preferences.ts'
import { slashOrder } from '#shared/wording/typed-date.ts'
import type { CodeEdit, CodesReader, EditableCode } from '#backend/storage/codes.ts'
import type { ResultSet } from '#backend/storage/result-sets.ts'
import type { ChangedRecipient } from '#backend/storage/mail-follow.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { type DateReading, daysWritten, isDay, type Problem, problemWith, readCell } from './read-cell.ts'
import { planFollowing } from '#backend/areas/mail/mail.ts'

export interface EditsAsked {
  readonly cells: readonly CellEdit[]
  /** What the person sees. */
  readonly set: ResultSet
  readonly language: Language
  readonly slashedFirst?: SlashedFirst | undefined
  readonly today: IsoDate
}

/** A cell that gets another content. */
export interface GoodEdit extends CodeEdit {
  readonly code: string
}

export interface CheckedEdits {
  readonly good: readonly GoodEdit[]
  readonly same: number
  readonly bad: readonly EditProblem[]
}

/** So many cells are checked at a time; others have their turn in between. */
const BLOCK = 10_000

/** What the edits would do. Changes nothing. */
export async function planEdits(
  stored: Pick<Readers, 'codes' | 'mail'>,
  asked: EditsAsked,
): Promise<EditPlan> {
  const { good, same, bad } = await checkEdits(stored.codes, asked)
  return { change: good.length, same, bad: [...bad], mail: await planMail(stored, good) }
}

/** What each cell would become, or what is wrong with it. Changes nothing. */
export async function checkEdits(stored: CodesReader, asked: EditsAsked): Promise<CheckedEdits> {
  const { set, today } = asked
  const cells = lastOfEach(asked.cells)
  const first = asked.slashedFirst ?? orderOfDates(cells, asked)
  const dates = { first, today }
  const daysOf = daysWritten(cells, dates)
  const good: GoodEdit[] = []
  const bad: EditProblem[] = []
  let same = 0
  for (let at = 0; at < cells.length; at += BLOCK) {
    const block = cells.slice(at, at + BLOCK)
    const codes = await editableAmong(stored, set, block)
    for (const { id, column, text, seen } of block) {
      const code = codes.get(id)
      const read = problemOfRow(code) ?? readCell(column, text, code, dates)
      if ('problem' in read) bad.push({ ...read.problem, id, column } as EditProblem)
      else if (code && read.content === code[column]) same += 1
      else if (code && isChanged(code, column, seen, dates)) bad.push({ code: 'changed-since', id, column })
      else if (code) {
        const problem = problemWith(code, column, read.content, { today, days: daysOf(id) })
        if (problem) bad.push({ ...problem, id, column } as EditProblem)
        else good.push({ id, code: code.code, field: column, before: code[column], after: read.content })
      }
    }
    await yieldToEventLoop()
  }
  return { good, same, bad }
}

/** Whether something else is stored than the person saw, who would overwrite it unknowingly. */
function isChanged(
  code: EditableCode,
  column: Editable,
  seen: string | undefined,
  dates: DateReading,
): boolean {
  if (seen === undefined || seen === code[column]) return false
  const read = readCell(column, seen, code, dates)
  return 'content' in read && read.content !== code[column]
}

/** The codes of the cells that the set has. */
async function editableAmong(
  stored: CodesReader,
  set: ResultSet,
  cells: readonly CellEdit[],
): Promise<Map<number, EditableCode>> {
  const ids = [...new Set(cells.map(({ id }) => id))]
  return new Map((await stored.editable(set, ids)).map((code) => [code.id, code]))
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

/** What the edits would do to the messages of their codes. */
async function planMail(stored: Pick<Readers, 'mail'>, good: readonly GoodEdit[]): Promise<EditMail> {
  const changed = changedRecipients(good)
  const follow = await planFollowing(stored, changed)
  return { ...follow, sent: await stored.mail.countSentBefore(newAddresses(changed)) }
}

/** Where a cell comes twice, the later one counts, in the place of the first. */
function lastOfEach(cells: readonly CellEdit[]): CellEdit[] {
  const last = new Map<string, CellEdit>()
  for (const cell of cells) last.set(`${cell.id}:${cell.column}`, cell)
  return [...last.values()]
}

function problemOfRow(code: EditableCode | undefined): { readonly problem: Problem } | undefined {
  if (!code) return { problem: { code: 'unknown-row' } }
  return code.deleted ? { problem: { code: 'deleted' } } : undefined
}

function orderOfDates(cells: readonly CellEdit[], { language, today }: EditsAsked): SlashedFirst {
  const texts = cells.filter(({ column }) => isDay(column)).map(({ text }) => text)
  return slashOrder(texts, language, today).first
}
