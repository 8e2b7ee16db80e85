import type { IsoDate } from '#shared/domain/dates.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { Claimed } from '#backend/storage/mail-sending.ts'
import type { StoredMailSettings } from '#backend/storage/mail.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { compose } from '../message/compose.ts'
import { domainOf } from '../message/message-domain.ts'
import { contentOf } from '../outbox/describe-message.ts'
import { type MailDependencies, USUAL_PACE } from '../mail-dependencies.ts'
import type { Delivery, SmtpSession } from '../smtp/session.ts'
import { isPaused, readHeld } from './approval.ts'
import { claimNext } from './claim.ts'
import type { Hold } from './hold.ts'
import type { Journal } from './journal.ts'
import type { Rate } from './rate.ts'
import type { SmtpConnection } from './smtp-connection.ts'
import { senderOf } from './server.ts'
import { type Verdict, writeVerdict } from './verdict.ts'

/** What the senders of a site share. */
export interface SenderContext {
  readonly parts: MailDependencies
  readonly hold: Hold
  readonly rate: Rate
  isClosed(): boolean
  /** False where nobody has looked after the sending for so long that it is not to go on by itself. */
  isWatched(now: number): boolean
  /** A message came to its end. */
  onEnded(): void
  /** Grows when the settings change or a person says go on: what began before reads them again. */
  generation(): number
  /** Lets what is on its way be given up when the program ends. */
  readonly sessions: Set<SmtpSession>
}

/** A site changes only between shifts, so one is short. */
const MESSAGES_PER_BATCH = 50

/**
 * Sends up to some messages one after another over one connection; answers whether there may be more. A message's end
 * and the next one's beginning are one commit.
 */
export async function sendBatch(
  context: SenderContext,
  site: OpenSite,
  journal: Journal,
  connection: SmtpConnection,
): Promise<boolean> {
  const { parts, hold } = context
  // Before the settings are read: they may change while they are, or while a connection is made.
  const generation = context.generation()
  const settings = await site.storage.mail.settings()
  if (!settings) {
    hold.stop({ problem: 'no-settings', answer: '' })
    return false
  }
  const session = await connection.acquire(context, site, settings)
  if (!session) return false
  const { today } = await site.time()
  const turn = { settings, today, generation }
  const claim = () => journal.write((tx) => takeNext(context, tx, turn))
  let claimed = await claim()
  for (let count = 1; claimed !== 'none'; count += 1) {
    if (claimed === 'more') return true
    const { message } = claimed
    const delivery = await sendOne(context, session, claimed, settings)
    const isEnd = count >= MESSAGES_PER_BATCH || !session.isUsable()
    const ended = await journal.write(async (tx) => {
      const at = parts.clock.now()
      const pauses = parts.pace?.message ?? USUAL_PACE.message
      const verdict = await writeVerdict(tx, message.id, delivery, { at, pauses })
      applyVerdict(hold, verdict, at)
      return { verdict, next: isEnd ? ('end' as const) : await takeNext(context, tx, turn) }
    })
    if (delivery.kind === 'lost' || ended.verdict.kind === 'go-on') context.onEnded()
    if (ended.next === 'end') return hold.now() === null
    claimed = ended.next
  }
  return false
}

async function sendOne(
  { parts }: SenderContext,
  session: SmtpSession,
  claimed: Claimed,
  settings: StoredMailSettings,
): Promise<Delivery> {
  const made = await wire(claimed, settings, parts.clock.now()).catch((error: unknown) => {
    parts.log.error('mail.not-composed', { reason: error instanceof Error ? error.name : 'unknown' })
    return null
  })
  return made ? await session.send(made) : { kind: 'refused', problem: 'message-refused', answer: '' }
}

interface Turn {
  readonly settings: StoredMailSettings
  readonly today: IsoDate
  readonly generation: number
}

/** Within a transaction, so that a pause or a changed connection holds from the very next message on. */
async function takeNext(
  context: SenderContext,
  tx: Transaction,
  turn: Turn,
): Promise<Claimed | 'none' | 'more'> {
  const now = context.parts.clock.now()
  // With the settings as they are now, over the same connection where that is still the right one.
  if (context.generation() !== turn.generation) return 'more'
  const isStill =
    !context.isClosed() &&
    context.hold.now() === null &&
    !(await isPaused(tx)) &&
    (await readHeld(tx)) === null &&
    context.isWatched(now) &&
    context.rate.delay(now, turn.settings.perMinute) === 0
  const claimed = isStill
    ? await claimNext(tx, now, { today: turn.today, domain: domainOf(turn.settings.senderAddress) })
    : 'none'
  if (typeof claimed !== 'string') context.rate.count(now)
  return claimed
}

function applyVerdict(hold: Hold, verdict: Verdict, at: number): void {
  switch (verdict.kind) {
    case 'go-on':
      return hold.well()
    case 'put-off':
      return hold.putOff(verdict.trouble, at)
    case 'wait':
      return hold.wait(verdict.trouble, at)
    case 'stop':
      return hold.stop(verdict.trouble)
  }
}

async function wire({ message, codes }: Claimed, settings: StoredMailSettings, at: number) {
  const { bytes, from, to } = await compose({
    sender: senderOf(settings),
    to: { name: message.name, address: message.address },
    messageId: message.messageId,
    at,
    content: contentOf(message, codes),
  })
  return { bytes, from, to }
}
