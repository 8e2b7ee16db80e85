import { following } from '../../bulk/following.ts'
import type { Sender } from '../sending/sender.ts'
import type { Area, MailHandlers } from '../area.ts'

const SEED_BYTES = 16

export const newSeed = ({ random }: Pick<Area['parts'], 'random'>): string =>
  Buffer.from(random.bytes(SEED_BYTES)).toString('hex')

/** From the report into the outbox: planned in a reader thread, written in the writing thread. */
export function queueHandlers(
  { parts, use, moved }: Area,
  sender: Pick<Sender, 'sendsAtOnce' | 'isStopped'>,
): Pick<MailHandlers, 'planQueue' | 'queue'> {
  const { clock, emit } = parts
  return {
    planQueue: ({ picked, language, again = false }) =>
      use(async (site) => {
        const { ids, ranges } = site.resultSets.picked(picked)
        const { today } = await site.time()
        const plan = await site.screen.run('planMail', { ids, ranges, language, today, again })
        return { ...plan, now: (await sender.sendsAtOnce(site)) ? plan.messages : 0 }
      }),

    queue: ({ picked, language, again = false, expect }, job) =>
      use(async (site) => {
        const { ids, ranges } = site.resultSets.picked(picked)
        const { today } = await site.time()
        const order = {
          ids,
          ranges,
          language,
          today,
          again,
          expect,
          stopped: sender.isStopped(),
          at: clock.now(),
          seed: newSeed(parts),
        }
        const done = await site.bulk.run('queueMail', order, following(job))
        emit('history.onRecorded', { operationId: done.operationId, kind: 'queue-messages' })
        moved()
        return done
      }),
  }
}
