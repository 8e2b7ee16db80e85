import { languageForLocales } from '#shared/languages/languages.ts'
import { dayIn } from '#shared/domain/dates.ts'
import type { MailProblem } from '#shared/domain/mail/message-states.ts'
import { queueMessages, writePaused } from '#backend/areas/mail/mail.ts'
import type { ToSend } from '#backend/storage/mail-sending.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { SampleOperation } from './sample-operation.ts'
import type { Seeded } from './seeded.ts'

/** The sender's. */
const DOMAIN = 'fjordkurs.example'

const SECOND = 1000
const MINUTE = 60 * SECOND
const nobodyWatches = () => undefined

type PickCodes = (batch: string, from: number, to: number) => Promise<PickedRows>

/** How the messages of a batch went, by their places among them; the others were sent. */
interface Went {
  readonly refused?: readonly number[]
  readonly lost?: readonly number[]
  /** Those from here on wait still. */
  readonly waitFrom?: number
}

/**
 * What was mailed: most arrived, some did not, and the last batch waits, since somebody paused the outbox. The server and
 * every address are under example domains, which lead nowhere.
 */
export function sampleMail(
  tx: Transaction,
  random: Seeded,
  pick: PickCodes,
  timeZone: string,
): SampleOperation[] {
  const mailed = (daysAgo: number, batch: string, count: number, went: Went): SampleOperation => ({
    daysAgo,
    async act(at) {
      await queue(tx, random, { picked: await pick(batch, 0, count), count, at, timeZone })
      await send(tx, at, went)
    },
  })
  return [
    { daysAgo: 120, act: (at) => setServer(tx, at) },
    mailed(117, 'Opptak for medlemmer', 24, { refused: [17] }),
    mailed(8, 'Nye kunder', 60, { refused: [11, 38], lost: [45] }),
    mailed(1, 'Vinterwebinar', 40, { waitFrom: 26 }),
    { daysAgo: 1, act: () => writePaused(tx, true) },
  ]
}

async function setServer(tx: Transaction, at: number): Promise<void> {
  await tx.mail.writeSettings({
    host: 'smtp.fjordkurs.example',
    port: 587,
    security: 'starttls',
    userName: '',
    password: null,
    senderName: 'Fjordkurs',
    senderAddress: `kurs@${DOMAIN}`,
    replyTo: '',
    perMinute: 60,
    changedAt: at,
  })
  await tx.operations.record({ at, details: { kind: 'set-mail-settings' } })
}

interface Queued {
  readonly picked: PickedRows
  readonly count: number
  readonly at: number
  readonly timeZone: string
}

/** Each recipient of these batches has one code, so there are as many messages. */
const queue = (tx: Transaction, random: Seeded, { picked, count, at, timeZone }: Queued) =>
  queueMessages(tx, {
    picked,
    language: languageForLocales(['no']),
    today: dayIn(timeZone, at),
    again: false,
    expect: { messages: count, codes: count },
    stopped: false,
    at,
    seed: Buffer.from(random.bytes(16)).toString('hex'),
    onProgress: nobodyWatches,
  })

/** What the server answered, message by message, a second apart. */
async function send(tx: Transaction, queuedAt: number, went: Went): Promise<void> {
  const { refused = [], lost = [], waitFrom = Infinity } = went
  for (let nth = 0; nth < waitFrom; nth += 1) {
    const at = queuedAt + MINUTE + nth * SECOND
    const next = await tx.mail.nextToSend(at)
    if (!next) return
    if (refused.includes(nth)) await end(tx, next, at, NO_SUCH_USER(next.address))
    else if (lost.includes(nth)) await end(tx, next, at, NO_ANSWER)
    else await end(tx, next, at, TAKEN)
  }
}

interface End {
  readonly end: 'sent' | 'refused' | 'lost'
  readonly state: 'sent' | 'failed' | 'uncertain'
  readonly problem: MailProblem | null
  readonly answer: string
}
const TAKEN: End = { end: 'sent', state: 'sent', problem: null, answer: '250 2.0.0 Ok: queued' }
const NO_ANSWER: End = { end: 'lost', state: 'uncertain', problem: 'answer-lost', answer: '' }
const NO_SUCH_USER = (address: string): End => ({
  end: 'refused',
  state: 'failed',
  problem: 'recipient-refused',
  answer: `550 5.1.1 <${address}>: Recipient address rejected: User unknown`,
})

async function end(tx: Transaction, { id, name, address, codes }: ToSend, at: number, how: End) {
  const ids = codes.map((code) => code.id)
  await tx.mail.beginAttempt({ id, name, address, codes: ids, domain: DOMAIN }, at)
  await tx.mail.endAttempt({ message: id, at: at + 0.4 * SECOND, nextTry: 0, ...how })
}
