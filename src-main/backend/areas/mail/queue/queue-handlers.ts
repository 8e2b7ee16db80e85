import type { Transaction } from '#backend/storage/storage.ts'
import type { Sender } from '../sending/sender.ts'
import type { MailContext, MailHandlers } from '../mail-context.ts'
import { planMail } from './plan-mail.ts'
import { queueMessages } from './queue-messages.ts'

const SEED_BYTES = 16

export const newSeed = ({ random }: Pick<MailContext['parts'], 'random'>): string =>
  Buffer.from(random.bytes(SEED_BYTES)).toString('hex')

/** From the report into the outbox. */
export function queueHandlers(
  { parts, use, moved }: MailContext,
  sender: Pick<Sender, 'sendsAtOnce' | 'isStopped'>,
): Pick<MailHandlers, 'planQueue' | 'queue'> {
  const { clock, emit } = parts
  return {
    planQueue: ({ picked, language, again = false }) =>
      use(async (site) => {
        const rows = site.resultSets.picked(picked)
        const { today } = await site.time()
        const plan = await planMail(site.storage, rows, { language, today, again })
        return { ...plan, now: (await sender.sendsAtOnce(site)) ? plan.messages : 0 }
      }),

    queue: ({ picked, language, again = false, expect }, job) =>
      use(async (site) => {
        const rows = site.resultSets.picked(picked)
        const { today } = await site.time()
        const order = {
          picked: rows,
          language,
          today,
          again,
          expect,
          stopped: sender.isStopped(),
          at: clock.now(),
          seed: newSeed(parts),
          onProgress: job.progress,
        }
        const queue = (tx: Transaction) => queueMessages(tx, order)
        const done = await site.storage.transaction('mail.queue', queue, job.signal)
        emit('history.onRecorded', { operationId: done.operationId, kind: 'queue-messages' })
        moved()
        return done
      }),
  }
}
