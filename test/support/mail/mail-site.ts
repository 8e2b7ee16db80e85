import type { Creation } from '#shared/domain/creation.ts'
import type { MailCounts } from '#shared/contract/mail.ts'
import { contentFor } from '../commerce/contents.ts'
import { until } from '../condition.ts'
import { createCodes, creationOf, pickAll } from '../creations.ts'
import type { TestBackend } from '../test-backend.ts'

type Asking = Pick<TestBackend, 'api' | 'done'>

/** Names the merchant, which messages refer to. */
export async function nameMerchant(
  { api }: Pick<TestBackend, 'api'>,
  merchantName = 'Fjordkurs AS',
): Promise<void> {
  const content = contentFor('payflow-pro', 'mail', { merchantName, support: 'hjelp@fjordkurs.example' })
  await api.commerce.update({ service: 'events', base: 0, content, passwords: [] })
}

/** The connection to a server on loopback. */
export const loopbackSettings = (port: number) => ({
  host: '127.0.0.1',
  port,
  security: 'none' as const,
  userName: '',
  senderName: 'Fjordkurs AS',
  senderAddress: 'kurs@fjordkurs.example',
  replyTo: '',
  perMinute: null,
})

/** Codes for recipients by name and address, each in a batch of its own. */
export async function codesFor(
  backend: TestBackend,
  recipients: readonly { name: string; email: string }[],
  changes: Partial<Creation> = {},
  perRecipient = 1,
): Promise<void> {
  for (const { name, email } of recipients)
    await createCodes(
      backend,
      creationOf({ ...changes, recipients: { kind: 'one', name, email } }, perRecipient),
    )
}

/** Queues a message for every code of the site that has none. */
export async function queueAll(asking: Asking, language: 'nb' | 'en' = 'nb') {
  const { resultSet, ranges } = await pickAll(asking)
  const picked = { resultSet, ranges }
  const { messages, codes } = await asking.api.mail.planQueue({ picked, language })
  return await asking.done(asking.api.mail.queue({ picked, language, expect: { messages, codes } }))
}

/** A person's approval of all that is queued, by the number that they are shown. */
export async function sendQueued({ api }: Pick<TestBackend, 'api'>): Promise<void> {
  const { counts } = await api.mail.status({})
  await api.mail.resume({ expect: { messages: counts.queued } })
}

/** Waits until the outbox has counted so. */
export async function untilCounts(
  { api }: Pick<TestBackend, 'api'>,
  what: string,
  test: (counts: MailCounts) => boolean,
  ms?: number,
): Promise<void> {
  await until(what, async () => test((await api.mail.status({})).counts), ms)
}
