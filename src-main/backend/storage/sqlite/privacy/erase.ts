import { VIEW_NAME_LIMIT } from '#shared/contract/views.ts'
import { erasedAddress } from '#shared/domain/erased-person.ts'
import type { PersonCounts } from '#shared/domain/person-kinds.ts'
import type { WorkingConnection, WriteConnection } from '../connection.ts'
import { norwegianSortKey } from '../../sort-key.ts'
import type { Persons } from './persons.ts'
import { codePages, type CodeTable, type Scan } from './scan.ts'
import { NOTE_PLACES, type TextChange } from './texts.ts'

export interface Erasing {
  readonly connection: WorkingConnection
  readonly persons: Persons
  /** What names are replaced by. */
  readonly replacement: string
  readonly at: number
  onCodes(done: number): void
}

/** How much was found by kind; what is in memory is counted elsewhere. */
export const countsOf = (scan: Scan): PersonCounts => ({
  code: scan.codes.promo_code,
  'withdrawn-code': scan.codes.withdrawn_code,
  message: scan.messageCount,
  payment: scan.payments.length,
  operation: scan.texts.filter(({ kind }) => kind === 'operation').length,
  edit: scan.edits.edits.length,
  batch: scan.texts.filter(({ kind }) => kind === 'batch').length,
  note: scan.texts.filter(({ kind }) => kind === 'note').length,
  draft: scan.texts.filter(({ kind }) => kind === 'draft').length,
  view: scan.texts.filter(({ kind }) => kind === 'view').length,
  import: 0,
})

/** Writes what the scan found, without names and addresses. */
export async function writeErasure(scan: Scan, erasing: Erasing): Promise<void> {
  writeEdits(scan, erasing.connection)
  writeMessages(scan, erasing)
  writePayments(scan, erasing.connection)
  writeTexts(scan.texts, erasing.connection)
  await writeCodes('promo_code', erasing)
  await writeCodes('withdrawn_code', erasing)
}

async function writeCodes(
  table: CodeTable,
  { connection, persons, replacement, onCodes }: Erasing,
): Promise<void> {
  const key = norwegianSortKey(replacement)
  const write = connection.prepare(
    `UPDATE ${table} SET recipient_name = ?, recipient_key = ?, recipient_email = ? WHERE id = ?`,
  )
  for (const page of codePages(connection, table)) {
    for (const { id, recipient_email: email } of page) {
      const number = persons.numberOf(email)
      if (number !== undefined) write.run(replacement, key, erasedAddress(number), id)
    }
    onCodes(page.length)
    await connection.pause()
  }
}

function writeEdits({ edits }: Scan, connection: WriteConnection): void {
  const write = connection.prepare(
    'UPDATE code_edit SET before = ?, after = ? WHERE operation_id = ? AND code_id = ? AND field = ?',
  )
  for (const edit of edits.edits) {
    const { before, after } = edits.erased(edit)
    write.run(before, after, edit.operation_id, edit.code_id, edit.field)
  }
}

function writeMessages(
  { messages, attempts, mentions }: Scan,
  { connection, persons, replacement, at }: Erasing,
): void {
  const aim = connection.prepare(
    'UPDATE mail_message SET name = ?, address = ?, address_key = ? WHERE id = ?',
  )
  const take = connection.prepare(`UPDATE mail_message
    SET state = 'cancelled', state_at = ?, problem = 'recipient-erased', next_try = 0 WHERE id = ? AND state = 'queued'`)
  const answer = connection.prepare('UPDATE mail_message SET answer = ? WHERE id = ?')
  for (const message of messages) {
    const number = persons.numberOf(message.address)
    if (number !== undefined) {
      take.run(at, message.id)
      aim.run(replacement, erasedAddress(number), erasedAddress(number), message.id)
    }
    answer.run(mentions.inText(message.answer), message.id)
  }
  const write = connection.prepare(
    'UPDATE mail_attempt SET name = ?, address = ?, answer = ? WHERE message_id = ? AND number = ?',
  )
  for (const { name, address, answer: said, message_id: message, number: count } of attempts) {
    const number = address === null ? undefined : persons.numberOf(address)
    const [to, where] = number === undefined ? [name, address] : [replacement, erasedAddress(number)]
    write.run(to, where, mentions.inText(said), message, count)
  }
}

function writePayments({ payments }: Scan, connection: WriteConnection): void {
  const describe = connection.prepare('UPDATE payment SET description = ? WHERE id = ?')
  const write = connection.prepare('UPDATE payment_step SET pairs = ? WHERE payment_id = ? AND number = ?')
  for (const { payment, description, steps } of payments) {
    if (description !== payment.description) describe.run(description, payment.id)
    for (const { number, pairs } of steps) write.run(pairs, payment.id, number)
  }
}

function writeTexts(texts: readonly TextChange[], connection: WriteConnection): void {
  const operation = connection.prepare('UPDATE operation SET details = ? WHERE id = ?')
  const batch = connection.prepare('UPDATE batch SET name = ? WHERE id = ?')
  const draft = connection.prepare('UPDATE draft SET content = ? WHERE key = ?')
  const view = connection.prepare('UPDATE report_view SET name = ?, name_key = ?, content = ? WHERE id = ?')
  const notes = NOTE_PLACES.map(({ table, column, of }) =>
    connection.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ? AND ${of}`),
  )
  const isTaken = connection.prepare('SELECT 1 FROM report_view WHERE name_key = ? AND id <> ?')
  for (const text of texts) {
    if (text.kind === 'operation') operation.run(text.after, text.id)
    else if (text.kind === 'batch') batch.run(text.after, text.id)
    else if (text.kind === 'note') for (const note of notes) note.run(text.after, text.before)
    else if (text.kind === 'draft') draft.run(text.after, text.key)
    else {
      const name = viewName(text, (key) => isTaken.get(key, text.id) !== undefined)
      view.run(name, nameKeyOf(name), text.after, text.id)
    }
  }
}

const nameKeyOf = (name: string): string => name.normalize('NFC').toLowerCase()

/** Names of views are the same once only, and no longer than what a person may type. */
function viewName({ newName, id }: TextChange & { kind: 'view' }, isTaken: (key: string) => boolean): string {
  const name = newName.slice(0, VIEW_NAME_LIMIT)
  if (!isTaken(nameKeyOf(name))) return name
  const mark = ` ${id}`
  return newName.slice(0, VIEW_NAME_LIMIT - mark.length) + mark
}
