import type { MailContext, MailHandlers } from '../mail-context.ts'
import { newSeed } from '../queue/queue-handlers.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { changeByWord, type Changed, resendMessages } from './changes.ts'

/** A person's word on messages: each call is one operation. */
export function changeHandlers({
  parts,
  use,
  moved,
}: MailContext): Pick<MailHandlers, 'cancel' | 'resend' | 'settle'> {
  const { clock, emit } = parts
  const recorded = (
    kind: string,
    work: (tx: Transaction, at: number) => Promise<Changed>,
  ): Promise<Changed> =>
    use(async ({ storage }) => {
      const done = await storage.transaction(`mail.${kind}`, (tx) => work(tx, clock.now()))
      emit('history.onRecorded', { operationId: done.operationId, kind })
      moved()
      return done
    })

  return {
    cancel: ({ which }) =>
      recorded('cancel-messages', (tx, at) =>
        changeByWord(tx, {
          which,
          from: ['queued'],
          to: 'cancelled',
          problem: 'taken-back',
          at,
          details: (messages) => ({ kind: 'cancel-messages', messages }),
        }),
      ),

    settle: ({ which, arrived }) =>
      recorded('resolve-messages', (tx, at) =>
        changeByWord(tx, {
          which,
          from: ['uncertain'],
          to: arrived ? 'sent' : 'queued',
          problem: null,
          at,
          details: (messages) => ({ kind: 'resolve-messages', messages, arrived }),
        }),
      ),

    resend: ({ ids }) =>
      use(async (site) => {
        const { today } = await site.time()
        return await recorded('resend-messages', (tx, at) =>
          resendMessages(tx, { ids, today, at, seed: newSeed(parts) }),
        )
      }),
  }
}
