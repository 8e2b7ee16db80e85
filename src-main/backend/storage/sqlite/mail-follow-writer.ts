import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { WriteConnection } from './connection.ts'
import { SAID } from './mail-codes.ts'

/** Writes what following decided; made once for many. */
export function followWriter(connection: WriteConnection) {
  const setAside = connection.prepare("UPDATE mail_message SET state = 'cancelled' WHERE id = ?")
  const remove = connection.prepare('DELETE FROM mail_message WHERE id = ?')
  const dropChanges = connection.prepare('DELETE FROM mail_change WHERE message_id = ?')
  const copyChanges = connection.prepare(`INSERT INTO mail_change (operation_id, message_id)
    SELECT operation_id, ? FROM mail_change WHERE message_id = ?`)
  const park = connection.prepare(`UPDATE mail_message
    SET state = 'cancelled', state_at = ?, problem = 'with-another', answer = '', next_try = 0 WHERE id = ?`)
  const aim = connection.prepare(
    'UPDATE mail_message SET name = ?, address = ?, address_key = ? WHERE id = ?',
  )
  const put = connection.prepare(
    "UPDATE mail_message SET state = ?, state_at = ?, problem = ?, answer = '', next_try = 0 WHERE id = ?",
  )
  const next = connection.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM mail_message')
  const insert =
    connection.prepare(`INSERT INTO mail_message (id, operation_id, batch_id, wording_id, name, address,
    address_key, message_id, resend_of, state, queued_at, state_at, next_try, tries, problem, answer, divided)
    SELECT ?, operation_id, batch_id, wording_id, ?, ?, ?, ?, resend_of, 'cancelled', queued_at, ?, 0, 0,
      'with-another', '', 1 FROM mail_message WHERE id = ?`)
  const dropCode = connection.prepare('DELETE FROM mail_message_code WHERE code_id = ? AND message_id = ?')
  const addCode = connection.prepare(`INSERT OR IGNORE INTO mail_message_code
    (code_id, message_id, ${SAID})
    SELECT id, ?, ${SAID} FROM promo_code WHERE id = ?`)
  const setHome = connection.prepare(
    'INSERT OR REPLACE INTO mail_code_home (code_id, message_id) VALUES (?, ?)',
  )
  const dropHome = connection.prepare('DELETE FROM mail_code_home WHERE code_id = ?')
  return {
    /** Out of the way of the rule that a recipient of a batch has one message, until `put` says what it is now. */
    setAside: (id: number) => void setAside.run(id),
    remove: (id: number) => {
      dropChanges.run(id)
      remove.run(id)
    },
    park: (id: number, at: number) => void park.run(at, id),
    aim: (id: number, to: { name: string; address: string; key: string }) =>
      void aim.run(to.name, to.address, to.key, id),
    put: (id: number, as: Put) => void put.run(as.state, as.stateAt, as.problem, id),
    nextId: () => (next.get() as { id: number }).id,
    /** A message that begins set aside. */
    insert: (message: NewDivided) => {
      const { id, source, name, address, key, messageId, at } = message
      insert.run(id, name, address, key, messageId, at, source)
      copyChanges.run(id, source)
    },
    dropCode: (code: number, message: number) => void dropCode.run(code, message),
    addCode: (code: number, message: number) => void addCode.run(message, code),
    setHome: (code: number, message: number) => void setHome.run(code, message),
    dropHome: (code: number) => void dropHome.run(code),
  }
}

interface NewDivided {
  readonly id: number
  /** The message that it is divided from. */
  readonly source: number
  readonly name: string
  readonly address: string
  readonly key: string
  readonly messageId: string
  readonly at: number
}

interface Put {
  readonly state: MessageState
  readonly problem: MailProblem | null
  readonly stateAt: number
}
