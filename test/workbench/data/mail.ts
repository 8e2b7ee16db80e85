import type { z } from 'zod'
import type { mailCountsSchema, MailSettings, outboxStatusSchema } from '#shared/contract/mail.ts'

type Counts = z.input<typeof mailCountsSchema>
type Status = z.input<typeof outboxStatusSchema>

/** An outbox that does nothing, with so many messages in each state. */
export const mailStatus = (counts: Partial<Counts> = {}, status: Partial<Status> = {}) => ({
  counts: { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0, ...counts },
  status: {
    doing: 'idle' as const,
    problem: null,
    answer: '',
    nextTry: null,
    progress: null,
    held: null,
    inTest: [],
    ...status,
  },
})

export const MAIL_SETTINGS: MailSettings = {
  host: 'smtp.vestlia.example',
  port: 587,
  security: 'starttls',
  userName: 'kurs@vestlia.example',
  senderName: 'Vestlia Kurs',
  senderAddress: 'kurs@vestlia.example',
  replyTo: '',
  perMinute: 30,
  passwordSet: true,
}
