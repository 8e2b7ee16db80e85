import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '../border/jobs.ts'
import type { OpenSite } from '../site/open-site.ts'
import { countMessages, listMessages } from '../storage/mail-messages.sqlite.ts'
import { dueNow } from '../storage/mail-sending.sqlite.ts'
import { writePaused } from '../storage/mail-settings.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Area } from './area.ts'
import { fileHandlers } from './files/file-handlers.ts'
import { createHandOvers } from './files/hand-overs.ts'
import type { MailParts } from './mail-parts.ts'
import { changeHandlers } from './outbox/change-handlers.ts'
import { messageDetails } from './outbox/details.ts'
import { toOutboxMessage } from './outbox/describe.ts'
import { queueHandlers } from './queue/queue-handlers.ts'
import { approveOutbox } from './sending/approval.ts'
import { createSender } from './sending/sender.ts'
import { mailSettings, saveMailSettings } from './settings/settings.ts'
import { checkConnection, sendTest } from './settings/try-out.ts'
import { templateHandlers } from './templates/template-handlers.ts'

export interface MailArea {
  readonly handlers: Handlers<JobContext>['mail']
  /** Looks at what an earlier run left: it waits for a person's approval. */
  start(): void
  /** Something happened elsewhere that may be about mail. */
  onEvent(name: string, payload: unknown): void
  close(): Promise<void>
}

/** Operations of other areas that change which messages wait, or for whom. */
const MOVES_MESSAGES = /^(undo|redo|edit-codes)$/

/** Codes on their way to their recipients (SPEC 8). */
export function createMail(parts: MailParts): MailArea {
  const { sites } = parts
  const sender = createSender(parts)
  const use = <T>(work: (site: OpenSite) => Promise<T>): Promise<T> =>
    sites.use(async (site) => {
      await sender.prepare(site)
      return await work(site)
    })
  const moved = (): void => {
    sender.wake()
    sender.tell()
  }
  const handOvers = createHandOvers(parts.random)
  const area: Area = { parts, use, moved, handOvers }

  const pause = () =>
    use(async (site) => {
      await site.store.writer.transaction('mail.pause', async (tx) => writePaused(tx, true))
      sender.tell()
      return await sender.status(site)
    })

  /** A person approves all that waits. @throws Refusal 'plan.moved' where that is not what they were shown */
  const resume = (expect: { messages: number } | undefined) =>
    use(async (site) => {
      await site.store.writer.transaction('mail.resume', async (tx) => {
        const { queued } = countMessages(tx)
        if (expect && expect.messages !== queued)
          throw new Refusal('plan.moved', { planned: expect.messages, now: queued, of: 'messages' })
        writePaused(tx, false)
        approveOutbox(tx)
        dueNow(tx)
      })
      sender.release()
      sender.tell()
      return await sender.status(site)
    })

  return {
    handlers: {
      ...templateHandlers(area),
      ...queueHandlers(area, sender),
      ...changeHandlers(area),
      ...fileHandlers(area, pause),
      status: () =>
        use(async (site) => ({
          counts: countMessages(site.store.reading),
          status: await sender.status(site),
        })),
      outbox: (wish) =>
        use(async (site) => {
          const { reading } = site.store
          const { total, messages } = listMessages(reading, wish)
          return {
            counts: countMessages(reading),
            status: await sender.status(site),
            total,
            messages: messages.map((message) => toOutboxMessage(reading, message)),
          }
        }),
      message: ({ id }) => use((site) => messageDetails(site, id)),
      pause,
      resume: ({ expect }) => resume(expect),
      settings: () => use(mailSettings),
      saveSettings: (wish) =>
        use(async (site) => {
          const { saved, isOther } = await saveMailSettings(parts, site, wish)
          // What stopped for the server before is tried with this one, as far as it is approved.
          if (isOther) sender.release()
          else sender.renew()
          sender.tell()
          return saved
        }),
      check: (wish, job) => use((site) => checkConnection(parts, site, wish, job)),
      sendTest: (wish, job) => use((site) => sendTest(parts, site, wish, job)),
    },
    start: () => sender.wake(),
    onEvent(name, payload) {
      if (name === 'site.onChanged') return moved()
      // A passphrase was typed: the password of the mail server may be of use again.
      if (name === 'secrets.onChanged')
        return (payload as { locked: boolean }).locked ? undefined : sender.unlocked()
      if (name === 'history.onRecorded' && MOVES_MESSAGES.test((payload as { kind: string }).kind)) moved()
    },
    close: () => sender.close(),
  }
}
