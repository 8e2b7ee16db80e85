import type { Transaction } from '#backend/storage/storage.ts'
import type { MailContext, MailHandlers } from '../mail-context.ts'
import { changeByWord } from '../outbox/changes.ts'
import { senderOf } from '../sending/server.ts'
import { freshenAll } from './freshen-all.ts'
import type { HandedOver } from './handovers.ts'
import { saveFiles } from './save-files.ts'

/** Without a mail server: messages as files, and a person's word that they were delivered. */
export function fileHandlers(
  { parts, use, moved, handOvers }: MailContext,
  pause: () => Promise<unknown>,
): Pick<MailHandlers, 'saveFiles' | 'markSent'> {
  const { clock, emit, files } = parts
  return {
    async saveFiles({ which, format, target, language }, job) {
      // Nothing may be sent while, or after, it is handed over another way.
      await pause()
      return await use(async (site) => {
        const { storage } = site
        const { mail } = storage
        const file = files.writing(target)
        const { today } = await site.time()
        const asked =
          which.kind === 'ids'
            ? await mail.idsIn(['queued', 'sent', 'failed', 'uncertain'], which.ids)
            : await mail.idsIn([which.state])
        const at = clock.now()
        const ids = await storage.transaction('mail.before-files', (tx) =>
          freshenAll(tx, asked, { today, at }),
        )
        const settings = await mail.settings()
        const sender = settings ? senderOf(settings) : null
        const written: HandedOver[] = []
        const bytes = await saveFiles(storage, {
          ids,
          onWritten: (message) => written.push(message),
          format,
          target: file,
          language,
          sender,
          at,
          job,
        })
        const details = { kind: 'save-mail-files', messages: ids.length, format } as const
        const operationId = await storage.transaction('mail.save-files', (tx) =>
          tx.operations.record({ at: clock.now(), details }),
        )
        emit('history.onRecorded', { operationId, kind: 'save-mail-files' })
        return { operationId, messages: ids.length, bytes, handOver: handOvers.keep(written) }
      })
    },

    markSent: ({ which }) =>
      use(async ({ storage }) => {
        const done = await storage.transaction('mail.mark-sent', async (tx) => {
          const ids =
            which.kind === 'ids' ? which.ids : await stillAsWritten(tx, handOvers.get(which.handOver))
          return await changeByWord(tx, {
            which: { kind: 'ids', ids: [...ids] },
            from: ['queued'],
            to: 'sent',
            problem: null,
            at: clock.now(),
            details: (messages) => ({ kind: 'mark-sent', messages }),
          })
        })
        emit('history.onRecorded', { operationId: done.operationId, kind: 'mark-sent' })
        moved()
        return done
      }),
  }
}

/** So many messages are looked at by one call of the storage. */
const PAGE = 500

/** The messages that go to the same address with no other codes than those that were written. */
async function stillAsWritten(tx: Transaction, written: readonly HandedOver[]): Promise<number[]> {
  const still: number[] = []
  for (let at = 0; at < written.length; at += PAGE) {
    const page = written.slice(at, at + PAGE)
    const now = new Map(
      (await tx.mail.withCodes(page.map(({ id }) => id))).map((one) => [one.message.id, one]),
    )
    for (const { id, key, codes } of page) {
      const found = now.get(id)
      const had = new Set(codes)
      if (found?.message.key === key && found.codes.every((code) => had.has(code.id))) still.push(id)
    }
  }
  return still
}
