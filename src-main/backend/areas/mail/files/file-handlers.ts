import { Refusal } from '#shared/contract/refusal.ts'
import { findMessage, idsIn } from '#backend/storage/sqlite/mail-messages.ts'
import { readMailSettings } from '#backend/storage/sqlite/mail-settings.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { codesCarried } from '#backend/storage/sqlite/mail-follow.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { MailContext, MailHandlers } from '../mail-context.ts'
import { changeByWord } from '../outbox/changes.ts'
import { freshen } from '../sending/freshen.ts'
import { senderOf } from '../sending/server.ts'
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
        const { reading, writer } = site.store
        const file = files.writing(target)
        const { today } = await site.time()
        const asked =
          which.kind === 'ids'
            ? idsIn(reading, which, ['queued', 'sent', 'failed', 'uncertain'])
            : idsIn(reading, {}, [which.state])
        const queued = new Set(idsIn(reading, { ids: asked }, ['queued']))
        const at = clock.now()
        const ids = await writer.transaction('mail.before-files', (tx) =>
          freshenAll(tx, asked, queued, { today, at }),
        )
        const settings = await readMailSettings(reading)
        const sender = settings ? senderOf(settings) : null
        const written: HandedOver[] = []
        const bytes = await saveFiles(reading, {
          ids,
          onWritten: (message) => written.push(message),
          format,
          target: file,
          language,
          sender,
          at,
          job,
        })
        const operationId = await writer.transaction('mail.save-files', async (tx) => {
          const id = await nextOperationId(tx)
          const details = { kind: 'save-mail-files', messages: ids.length, format } as const
          await recordOperation(tx, { id, at: clock.now(), details })
          return id
        })
        emit('history.onRecorded', { operationId, kind: 'save-mail-files' })
        return { operationId, messages: ids.length, bytes, handOver: handOvers.keep(written) }
      })
    },

    markSent: ({ which }) =>
      use(async ({ store }) => {
        const done = await store.writer.transaction('mail.mark-sent', (tx) => {
          const ids = which.kind === 'ids' ? which.ids : stillAsWritten(tx, handOvers.get(which.handOver))
          return changeByWord(tx, {
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

/** The messages that go to the same address with no other codes than those that were written. */
const stillAsWritten = (tx: Transaction, written: readonly HandedOver[]): number[] =>
  written
    .filter(({ id, key, codes }) => {
      const had = new Set(codes)
      return findMessage(tx, id)?.address_key === key && codesCarried(tx, [id]).every((code) => had.has(code))
    })
    .map(({ id }) => id)

/** Waiting messages as they are now; one without a code that works, or whose codes go with another, is not written. */
async function freshenAll(
  tx: Transaction,
  ids: readonly number[],
  queued: ReadonlySet<number>,
  { today, at }: { today: IsoDate; at: number },
): Promise<number[]> {
  const kept: number[] = []
  for (const [i, id] of ids.entries()) {
    if (!queued.has(id) || isReady(tx, id, today, at)) kept.push(id)
    if (i % 500 === 499) await tx.pause()
  }
  if (kept.length === 0) throw new Refusal('mail.nothing-to-do', {})
  return kept
}

/** A message that moved to where its codes are is looked at once more there. */
function isReady(tx: Transaction, id: number, today: IsoDate, at: number): boolean {
  const look = () => {
    const message = findMessage(tx, id)
    return message?.state === 'queued' ? freshen(tx, message, today, at) : 'no-codes'
  }
  const first = look()
  return (first === 'moved' ? look() : first) === 'ready'
}
