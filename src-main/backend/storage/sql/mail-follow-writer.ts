import { type RawBuilder, sql } from 'kysely'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import { blocksOf } from '../blocks.ts'
import type { WriteConnection } from './connection.ts'
import { ID } from './mail-conditions.ts'
import { raw } from './query.ts'

/** Where a message goes. */
interface Aim {
  readonly id: number
  readonly name: string
  readonly address: string
  readonly address_key: string
}

/** A message that is divided from `source`. */
interface NewDivided extends Aim {
  readonly source: number
  /** The Message-ID. */
  readonly message_id: string
}

interface Put {
  readonly id: number
  readonly state: MessageState
  readonly state_at: number
  readonly problem: MailProblem | null
}

const AIM = { id: 'number', name: 'text', address: 'text', address_key: 'text' } as const
const DIVIDED = { ...AIM, source: 'number', message_id: 'text' } as const
const PUT = { id: 'number', state: 'text', state_at: 'number', problem: 'text' } as const

/** Writes what following decided, of any number of messages at a time. */
export function followWriter(connection: WriteConnection) {
  const { rows, isAmong, joinInOrder } = connection.dialect
  /** Runs a statement for some of the values after another. */
  const runFor = async <T>(
    name: string,
    values: readonly T[],
    statement: (some: readonly T[]) => RawBuilder<unknown>,
  ): Promise<void> => {
    for (const some of blocksOf(values)) await connection.run(name, raw(statement(some)))
  }
  return {
    /** Out of the way of the rule that a recipient of a batch has one message, until `put` says what they are now. */
    setAside: (messages: readonly number[]) =>
      runFor(
        'mail.set-aside',
        messages,
        (some) => sql`UPDATE mail_message SET state = 'cancelled' WHERE ${isAmong(ID, some)}`,
      ),
    async remove(messages: readonly number[]): Promise<void> {
      await runFor(
        'mail.remove-changes',
        messages,
        (some) => sql`DELETE FROM mail_change WHERE ${isAmong(sql.ref('message_id'), some)}`,
      )
      await runFor(
        'mail.remove',
        messages,
        (some) => sql`DELETE FROM mail_message WHERE ${isAmong(ID, some)}`,
      )
    },
    park: (messages: readonly number[], at: number) =>
      runFor(
        'mail.park',
        messages,
        (some) => sql`UPDATE mail_message
          SET state = 'cancelled', state_at = ${at}, problem = 'with-another', answer = '', next_try = 0
          WHERE ${isAmong(ID, some)}`,
      ),
    aim: (messages: readonly Aim[]) =>
      runFor(
        'mail.aim',
        messages,
        (some) => sql`UPDATE mail_message
          SET name = aimed.name, address = aimed.address, address_key = aimed.address_key
          FROM ${rows(AIM, some, 'aimed')} WHERE mail_message.id = aimed.id`,
      ),
    put: (messages: readonly Put[]) =>
      runFor(
        'mail.put',
        messages,
        (some) => sql`UPDATE mail_message
          SET state = put.state, state_at = put.state_at, problem = put.problem, answer = '', next_try = 0
          FROM ${rows(PUT, some, 'put')} WHERE mail_message.id = put.id`,
      ),
    /** Messages that begin set aside, each changed by those operations that changed its source. */
    async insert(messages: readonly NewDivided[], at: number): Promise<void> {
      await runFor(
        'mail.insert-divided',
        messages,
        (
          some,
        ) => sql`INSERT INTO mail_message (id, operation_id, batch_id, wording_id, name, address, address_key,
            message_id, resend_of, state, queued_at, state_at, next_try, tries, problem, answer, divided)
          SELECT made.id, operation_id, batch_id, wording_id, made.name, made.address, made.address_key,
            made.message_id, resend_of, 'cancelled', queued_at, ${at}, 0, 0, 'with-another', '', 1
          FROM ${rows(DIVIDED, some, 'made')}
            ${joinInOrder} mail_message AS source ON source.id = made.source`,
      )
      await runFor(
        'mail.copy-changes',
        messages,
        (some) => sql`INSERT INTO mail_change (operation_id, message_id)
          SELECT operation_id, made.id
          FROM ${rows({ id: 'number', source: 'number' }, some, 'made')}
            ${joinInOrder} mail_change ON mail_change.message_id = made.source`,
      )
    },
  }
}

/** The id of the next message that is made. */
export async function nextMessageId(connection: WriteConnection): Promise<number> {
  const last = sql<{ id: number }>`SELECT coalesce(max(id), 0) AS id FROM mail_message`
  return ((await connection.get('mail.last-message', raw(last)))?.id ?? 0) + 1
}
