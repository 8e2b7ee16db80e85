import type { z } from 'zod'
import {
  type MailAttempt,
  mailAttemptSchema,
  type MailCounts,
  type mailCountsSchema,
  type MailSettings,
  type mailTemplateSchema,
  type OutboxMessage,
  outboxMessageSchema,
  type OutboxStatus,
  outboxStatusSchema,
} from '#shared/contract/mail.ts'
import { SERVICES } from '#shared/domain/services.ts'
import { LANGUAGES } from '#shared/preferences.ts'
import { LONG_NAMED_SITE } from './site.ts'

type Counts = z.input<typeof mailCountsSchema>
type Status = z.input<typeof outboxStatusSchema>

/** An outbox that does nothing, with so many messages in each state. */
export const mailStatus = (
  counts: Partial<Counts> = {},
  status: Partial<Status> = {},
): { counts: MailCounts; status: OutboxStatus } => ({
  counts: { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0, ...counts },
  status: outboxStatusSchema.parse({
    doing: 'idle',
    problem: null,
    answer: '',
    nextTry: null,
    progress: null,
    held: null,
    inTest: [],
    ...status,
  } satisfies Status),
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

type MessageWritten = z.input<typeof outboxMessageSchema>

/** A message with one code, sent the day before `TODAY`. */
export const outboxMessage = (id: number, rest: Partial<MessageWritten> = {}): OutboxMessage =>
  outboxMessageSchema.parse({
    id,
    service: 'events',
    language: 'nb',
    batch: 3,
    batchName: 'Vårkurs 2026',
    name: 'Åse Nordvik',
    email: `kurs${id}@havbris.example`,
    subject: 'Promokoden din til Vestlia Kurs',
    codes: 1,
    state: 'sent',
    queuedAt: '2026-03-11T09:00:00.000Z',
    at: '2026-03-11T09:41:00.000Z',
    tries: 1,
    nextTry: null,
    problem: null,
    answer: '',
    resendOf: null,
    resent: false,
    ...rest,
  } satisfies MessageWritten)

/** A message in each state, the newest first, and one with everything as long as it gets. */
export const MESSAGES: readonly OutboxMessage[] = [
  outboxMessage(17, {
    state: 'queued',
    tries: 1,
    nextTry: '2026-03-12T10:15:00.000Z',
    problem: 'server-busy',
    answer: '451 4.7.1 Greylisted, try again later',
  }),
  outboxMessage(16, { state: 'sending', tries: 1 }),
  outboxMessage(15, {
    state: 'uncertain',
    problem: 'answer-lost',
    name: LONG_NAMED_SITE.name,
    email: 'etterutdanning.helsepersonell.distriktene@senter-for-etterutdanning.example',
    codes: 12,
  }),
  outboxMessage(14, {
    state: 'failed',
    problem: 'recipient-refused',
    answer: '550 5.1.1 <kurs14@havbris.example>: Recipient address rejected: User unknown',
  }),
  outboxMessage(13, { state: 'cancelled', tries: 0, resent: true }),
  outboxMessage(12),
]

type AttemptWritten = z.input<typeof mailAttemptSchema>
const attempt = (number: number, rest: Partial<AttemptWritten> = {}): AttemptWritten => ({
  number,
  at: '2026-03-11T09:41:00.000Z',
  end: 'sent',
  endedAt: '2026-03-11T09:41:02.000Z',
  problem: null,
  answer: '250 2.0.0 OK',
  email: null,
  ...rest,
})
export const ATTEMPTS: readonly MailAttempt[] = [
  attempt(3),
  attempt(2, {
    end: 'refused',
    problem: 'recipient-refused',
    answer: '550 5.1.1 User unknown',
    email: 'kurs@havbrs.example',
  }),
  attempt(1, { end: 'temporary', problem: 'server-busy', answer: '451 4.7.1 Greylisted' }),
].map((one) => mailAttemptSchema.parse(one))

/** A message as its recipient reads it. */
export const LETTER = {
  from: 'Vestlia Kurs <kurs@vestlia.example>',
  to: 'Åse Nordvik <kurs12@havbris.example>',
  subject: 'Promokoden din til Vestlia Kurs',
  text: 'Hei Åse Nordvik,\n\nHer er promokoden din: VESTLIA-7301\n\nDen gir 25 % og gjelder til 30.06.2026.\n\nVestlia Kurs AS',
  html: '<!doctype html><html lang="nb"><body><p>Hei Åse Nordvik,</p><p>Her er promokoden din: <strong>VESTLIA-7301</strong></p><p>Den gir 25 % og gjelder til 30.06.2026.</p></body></html>',
  picture: null,
  attachment: null,
}
const LINK = 'https://kurs.vestlia.example/bestill?kode=VESTLIA-7301'
/** The same with the code's link, and the QR code of it. */
export const LETTER_WITH_QR = {
  ...LETTER,
  html: `<!doctype html><html lang="nb"><body><p>Hei Åse Nordvik,</p><p>Bestill her:<br><a href="${LINK}">${LINK}</a></p><p><img src="cid:qr-1@x" alt="QR-kode med adressen ${LINK}"></p></body></html>`,
  picture: { id: 'qr-1@x', link: LINK },
}
/** The whole answer for one message. */
export const wholeMessage = (message: OutboxMessage) => ({
  ...LETTER,
  message,
  messageId: '<17.3f2a@vestlia.example>',
  codes: Array.from({ length: message.codes }, (_, i) => ({ id: i + 1, code: `VESTLIA-${7301 + i}` })),
  attempts: [...ATTEMPTS],
})

export const TEMPLATE = {
  subject: 'Promokoden din til %MerchantName%',
  text: 'Hei %AttendeeName%,\n\nHer er promokoden din: %PromoCode%\n\nDen gir %Discount% og gjelder til %ExpirationDate%.\n\n%MerchantName%\n%SupportInfo%',
}
export const TEMPLATES: z.input<typeof mailTemplateSchema>[] = SERVICES.flatMap((service) =>
  LANGUAGES.map((language) => ({
    service,
    language,
    ...TEMPLATE,
    isDefault: service === 'training',
    changedAt: service === 'training' ? null : '2026-03-02T10:00:00.000Z',
  })),
)
