import type { Events } from '#shared/contract/events.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { mailOperations, UndoableIn } from '#shared/contract/operations.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { UndoHandlers } from '#backend/storage/undo-handler.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { MailContext } from './mail-context.ts'
import { fileHandlers } from './files/file-handlers.ts'
import { createHandOvers } from './files/handovers.ts'
import type { MailDependencies } from './mail-dependencies.ts'
import { changeHandlers } from './outbox/change-handlers.ts'
import { messageUndoHandlers } from './outbox/undo-messages.ts'
import { messageDetails } from './outbox/details.ts'
import { toOutboxMessage } from './outbox/describe-message.ts'
import { queueHandlers } from './queue/queue-handlers.ts'
import { approveOutbox, writePaused } from './sending/approval.ts'
import { createSender } from './sending/sender.ts'
import { mailSettings, saveMailSettings } from './settings/mail-settings.ts'
import { checkConnection, sendTest } from './settings/check-mail-server.ts'
import { templateHandlers } from './templates/template-handlers.ts'
import { templateUndoHandlers } from './templates/templates.ts'

export type { Pace } from './mail-dependencies.ts'

export { followMany, planFollowing } from './follow/follow.ts'
export { renderListed } from './outbox/describe-message.ts'
export { queueMessages } from './queue/queue-messages.ts'
export { writePaused } from './sending/approval.ts'

export const mailUndoHandlers: UndoHandlers<UndoableIn<typeof mailOperations>> = {
  ...templateUndoHandlers,
  ...messageUndoHandlers,
}

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

/** Whether the outbox is paused or held is among the settings. */
const isAboutMail = ({ areas }: Events['site.onChangedElsewhere']): boolean =>
  areas.includes('mail') || areas.includes('settings')

/** Codes on their way to their recipients (SPEC 8). */
export function createMail(parts: MailDependencies): MailArea {
  const { sites } = parts
  const sender = createSender(parts)
  const use = <T>(work: (site: OpenSite) => Promise<T>): Promise<T> =>
    sites.use(async (site) => {
      await sender.prepare(site)
      return await work(site)
    })
  const moved = (): void => {
    sender.wake()
    sender.emitStatus()
  }
  const handOvers = createHandOvers(parts.random)
  const area: MailContext = { parts, use, moved, handOvers }

  const pause = () =>
    use(async (site) => {
      await site.storage.transaction('mail.pause', (tx) => writePaused(tx, true))
      sender.emitStatus()
      return await sender.status(site)
    })

  /** A person approves all that waits. @throws Refusal 'plan.moved' where that is not what they were shown */
  const resume = (expect: { messages: number } | undefined) =>
    use(async (site) => {
      await site.storage.transaction('mail.resume', async (tx) => {
        const { queued } = await tx.mail.counts()
        if (expect && expect.messages !== queued)
          throw new Refusal('plan.moved', { planned: expect.messages, now: queued, of: 'messages' })
        await writePaused(tx, false)
        await approveOutbox(tx)
        await tx.mail.makeDue()
      })
      sender.release()
      sender.emitStatus()
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
          counts: await site.storage.mail.counts(),
          status: await sender.status(site),
        })),
      outbox: (request) =>
        use(async (site) => {
          const { mail } = site.storage
          const { total, messages } = await mail.list(request)
          return {
            counts: await mail.counts(),
            status: await sender.status(site),
            total,
            messages: messages.map(toOutboxMessage),
          }
        }),
      message: ({ id }) => use((site) => messageDetails(site, id)),
      pause,
      resume: ({ expect }) => resume(expect),
      settings: () => use(mailSettings),
      saveSettings: (request) =>
        use(async (site) => {
          const { saved, isOther } = await saveMailSettings(parts, site, request)
          // What stopped for the server before is tried with this one, as far as it is approved.
          if (isOther) sender.release()
          else sender.renew()
          sender.emitStatus()
          return saved
        }),
      check: (request, job) => use((site) => checkConnection(parts, site, request, job)),
      sendTest: (request, job) => use((site) => sendTest(parts, site, request, job)),
    },
    start: () => sender.wake(),
    onEvent(name, payload) {
      if (name === 'site.onChanged') return moved()
      if (name === 'site.onChangedElsewhere')
        return isAboutMail(payload as Events[typeof name]) ? moved() : undefined
      // A passphrase was typed: the password of the mail server may be of use again.
      if (name === 'secrets.onChanged')
        return (payload as { locked: boolean }).locked ? undefined : sender.unlocked()
      if (name === 'history.onRecorded' && MOVES_MESSAGES.test((payload as { kind: string }).kind)) moved()
    },
    close: () => sender.close(),
  }
}
