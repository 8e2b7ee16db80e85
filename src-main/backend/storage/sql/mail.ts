import type { MailReader, MailWriter } from '../mail.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { mailChangesReader, mailChangesWriter } from './mail-changes.ts'
import { mailFollowReader, mailFollowWriter } from './mail-follow.ts'
import { mailMessagesReader } from './mail-messages.ts'
import { mailQueueReader, mailQueueWriter } from './mail-queue.ts'
import { mailSendingReader, mailSendingWriter } from './mail-sending.ts'
import { mailSettingsReader, mailSettingsWriter } from './mail-settings.ts'

export const mailReader = (connection: ReadConnection): MailReader => ({
  ...mailSettingsReader(connection),
  ...mailMessagesReader(connection),
  ...mailChangesReader(connection),
  ...mailQueueReader(connection),
  ...mailFollowReader(connection),
  ...mailSendingReader(connection),
})

export const mailWriter = (connection: WriteConnection): MailWriter => ({
  ...mailSettingsWriter(connection),
  ...mailChangesWriter(connection),
  ...mailQueueWriter(connection),
  ...mailFollowWriter(connection),
  ...mailSendingWriter(connection),
})
