import { Refusal } from '#shared/contract/refusal.ts'
import { codesNow } from '#backend/storage/mail-queue.sqlite.ts'
import { idsIn } from '#backend/storage/mail-messages.sqlite.ts'
import { keepCodes } from '#backend/storage/mail-sending.sqlite.ts'
import { readMailSettings } from '#backend/storage/mail-settings.ts'
import { nextOperationId, recordOperation } from '#backend/storage/operations.ts'
import type { Transaction } from '#backend/storage/writer.sqlite.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Area, MailHandlers } from '../area.ts'
import { changeByWord } from '../outbox/changes.ts'
import { usable } from '../queue/gather.ts'
import { senderOf } from '../sending/server.ts'
import { saveFiles } from './save-files.ts'

/** Without a mail server: messages as files, and a person's word that they were delivered. */
export function fileHandlers(
  { parts, use, moved, handOvers }: Area,
  pause: () => Promise<unknown>,
): Pick<MailHandlers, 'saveFiles' | 'markSent'> {
  const { clock, emit, files } = parts
  return {
    async saveFiles({ which, format, target, language }, job) {
      // Nothing may be sent while, or after, it is handed over another way.
      await pause()
      return await use(async (site) => {
        const { reading, writer } = site.store
        const file = files.writing(target)
        const { today } = await site.time()
        const asked =
          which.kind === 'ids'
            ? idsIn(reading, which, ['queued', 'sent', 'failed', 'uncertain'])
            : idsIn(reading, {}, [which.state])
        const queued = new Set(idsIn(reading, { ids: asked }, ['queued']))
        const ids = await writer.transaction('mail.before-files', (tx) => freshen(tx, asked, queued, today))
        const settings = await readMailSettings(reading)
        const sender = settings ? senderOf(settings) : null
        const bytes = await saveFiles(reading, {
          ids,
          format,
          target: file,
          language,
          sender,
          at: clock.now(),
          job,
        })
        const operationId = await writer.transaction('mail.save-files', async (tx) => {
          const id = await nextOperationId(tx)
          const deed = { kind: 'save-mail-files', messages: ids.length, format } as const
          await recordOperation(tx, { id, at: clock.now(), deed })
          return id
        })
        emit('history.onRecorded', { operationId, kind: 'save-mail-files' })
        return { operationId, messages: ids.length, bytes, handOver: handOvers.keep(ids) }
      })
    },

    markSent: ({ which }) =>
      use(async ({ store }) => {
        const ids = which.kind === 'ids' ? which.ids : handOvers.get(which.handOver)
        const done = await store.writer.transaction('mail.mark-sent', (tx) =>
          changeByWord(tx, {
            which: { kind: 'ids', ids: [...ids] },
            from: ['queued'],
            to: 'sent',
            problem: null,
            at: clock.now(),
            deed: (messages) => ({ kind: 'mark-sent', messages }),
          }),
        )
        emit('history.onRecorded', { operationId: done.operationId, kind: 'mark-sent' })
        moved()
        return done
      }),
  }
}

/** Codes of waiting messages as they are now; a message without a code that works is not written. */
async function freshen(
  tx: Transaction,
  ids: readonly number[],
  queued: ReadonlySet<number>,
  today: IsoDate,
): Promise<number[]> {
  const kept: number[] = []
  for (const [i, id] of ids.entries()) {
    if (queued.has(id)) {
      const good = codesNow(tx, id).filter((code) => usable(code, today))
      if (good.length === 0) continue
      keepCodes(tx, id, good)
    }
    kept.push(id)
    if (i % 500 === 499) await tx.pause()
  }
  if (kept.length === 0) throw new Refusal('mail.nothing-to-do', {})
  return kept
}
