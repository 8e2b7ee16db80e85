import { sql } from 'kysely'
import { erasedAddress } from '#shared/domain/erased-person.ts'
import type { PersonCounts } from '#shared/domain/person-kinds.ts'
import type { WriteConnection } from '../connection.ts'
import { norwegianSortKey } from '../../sort-key.ts'
import { raw } from '../query.ts'
import type { Persons } from './persons.ts'
import { codePages, type CodeTable } from './rows.ts'
import type { Scan } from './scan.ts'
import { writeTexts } from './write-texts.ts'

export interface Erasing {
  readonly connection: WriteConnection
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

/** So many rows go with a statement. */
const ROWS = 5000

function* parts<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS) yield rows.slice(from, from + ROWS)
}

/** Writes what the scan found, without names and addresses. */
export async function writeErasure(scan: Scan, erasing: Erasing): Promise<void> {
  await writeEdits(scan, erasing.connection)
  await writeMessages(scan, erasing)
  await writePayments(scan, erasing.connection)
  await writeTexts(scan.texts, erasing.connection)
  await writeCodes('promo_code', erasing)
  await writeCodes('withdrawn_code', erasing)
}

async function writeCodes(
  table: CodeTable,
  { connection, persons, replacement, onCodes }: Erasing,
): Promise<void> {
  const key = norwegianSortKey(replacement)
  for await (const page of codePages(connection, table)) {
    const theirs = page.flatMap(({ id, recipient_email: email }) => {
      const number = persons.numberOf(email)
      return number === undefined ? [] : [{ id, address: erasedAddress(number) }]
    })
    if (theirs.length > 0)
      await connection.run(
        `privacy.erase-${table}`,
        raw(sql`UPDATE ${sql.table(table)}
          SET recipient_name = ${replacement}, recipient_key = ${key}, recipient_email = erased.address
          FROM ${connection.dialect.rows({ id: 'number', address: 'text' }, theirs, 'erased')}
          WHERE ${sql.table(table)}.id = erased.id`),
      )
    onCodes(page.length)
    await connection.pause()
  }
}

async function writeEdits({ edits }: Scan, connection: WriteConnection): Promise<void> {
  const columns = {
    operation_id: 'number',
    code_id: 'number',
    field: 'text',
    before: 'text',
    after: 'text',
  } as const
  for (const some of parts(edits.edits))
    await connection.run(
      'privacy.erase-edits',
      raw(sql`UPDATE code_edit SET before = erased.before, after = erased.after
        FROM ${connection.dialect.rows(columns, some.map(edits.erased), 'erased')}
        WHERE code_edit.operation_id = erased.operation_id AND code_edit.code_id = erased.code_id
          AND code_edit.field = erased.field`),
    )
}

async function writeMessages(
  { messages, attempts, mentions }: Scan,
  { connection, persons, replacement, at }: Erasing,
): Promise<void> {
  const theirs = messages.flatMap(({ id, address }) => {
    const number = persons.numberOf(address)
    return number === undefined ? [] : [{ id, address: erasedAddress(number) }]
  })
  for (const some of parts(theirs)) {
    const isTheirs = connection.dialect.isAmong(
      sql`id`,
      some.map(({ id }) => id),
    )
    await connection.run(
      'privacy.cancel-messages',
      raw(sql`UPDATE mail_message SET state = 'cancelled', state_at = ${at}, problem = 'recipient-erased', next_try = 0
        WHERE ${isTheirs} AND state = 'queued'`),
    )
    await connection.run(
      'privacy.erase-messages',
      raw(sql`UPDATE mail_message SET name = ${replacement}, address = erased.address, address_key = erased.address
        FROM ${connection.dialect.rows({ id: 'number', address: 'text' }, some, 'erased')}
        WHERE mail_message.id = erased.id`),
    )
  }
  const answers = messages.flatMap(({ id, answer: said }) => {
    const answer = mentions.inText(said)
    return answer === said ? [] : [{ id, answer }]
  })
  for (const some of parts(answers))
    await connection.run(
      'privacy.erase-answers',
      raw(sql`UPDATE mail_message SET answer = erased.answer
        FROM ${connection.dialect.rows({ id: 'number', answer: 'text' }, some, 'erased')}
        WHERE mail_message.id = erased.id`),
    )
  const tries = attempts.map(({ name, address, answer, ...attempt }) => {
    const number = address === null ? undefined : persons.numberOf(address)
    const to =
      number === undefined ? { name, address } : { name: replacement, address: erasedAddress(number) }
    return { ...attempt, ...to, answer: mentions.inText(answer) }
  })
  const columns = {
    message_id: 'number',
    number: 'number',
    name: 'text',
    address: 'text',
    answer: 'text',
  } as const
  for (const some of parts(tries))
    await connection.run(
      'privacy.erase-attempts',
      raw(sql`UPDATE mail_attempt SET name = erased.name, address = erased.address, answer = erased.answer
        FROM ${connection.dialect.rows(columns, some, 'erased')}
        WHERE mail_attempt.message_id = erased.message_id AND mail_attempt.number = erased.number`),
    )
}

async function writePayments({ payments }: Scan, connection: WriteConnection): Promise<void> {
  const described = payments.flatMap(({ payment, description }) =>
    description === payment.description ? [] : [{ id: payment.id, description }],
  )
  for (const some of parts(described))
    await connection.run(
      'privacy.erase-payments',
      raw(sql`UPDATE payment SET description = erased.description
        FROM ${connection.dialect.rows({ id: 'number', description: 'text' }, some, 'erased')} WHERE payment.id = erased.id`),
    )
  const steps = payments.flatMap(({ payment, steps: changed }) =>
    changed.map((step) => ({ payment_id: payment.id, ...step })),
  )
  for (const some of parts(steps))
    await connection.run(
      'privacy.erase-steps',
      raw(sql`UPDATE payment_step SET pairs = erased.pairs
        FROM ${connection.dialect.rows({ payment_id: 'number', number: 'number', pairs: 'text' }, some, 'erased')}
        WHERE payment_step.payment_id = erased.payment_id AND payment_step.number = erased.number`),
    )
}
