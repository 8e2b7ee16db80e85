import type { MailProblem } from '#shared/domain/mail/message-states.ts'
import type { SmtpTrouble } from '../smtp/problems.ts'

/** Why nothing is sent just now; `until` is null where only a person can help. */
export interface Held {
  readonly problem: MailProblem
  readonly answer: string
  readonly until: number | null
}

/** Holds the whole outbox back while the server cannot be reached or does not want to, with growing pauses. */
export interface Hold {
  now(): Held | null
  /** Since when the server has not answered; null where the last try met one that did. */
  offlineSince(): number | null
  /** For a while; longer each time until something is sent. Holding back what is held already changes nothing. */
  wait(trouble: SmtpTrouble, at: number): void
  /** Until a person has put it right. */
  stop(trouble: SmtpTrouble): void
  /** The server put a message off: it is held back once that has happened to many in a row. */
  putOff(trouble: SmtpTrouble, at: number): void
  /** A message was taken: all is well. */
  well(): void
  /** Tries again. A hold that ran out keeps the length of its pause until something is sent. */
  release(): void
}

/** Single recipients are greylisted; when so many in a row are put off, it is the server itself. */
const PUT_OFF_IN_A_ROW = 20

export function createHold(pauses: readonly number[]): Hold {
  let held: Held | null = null
  let failures = 0
  let putOffInARow = 0
  let offlineSince: number | null = null
  const wait = ({ problem, answer }: SmtpTrouble, at: number): void => {
    // A server that is busy has answered.
    offlineSince = problem === 'server-busy' ? null : (offlineSince ?? at)
    if (held) return
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0
    failures += 1
    putOffInARow = 0
    held = { problem, answer, until: at + pause }
  }
  return {
    now: () => held,
    offlineSince: () => offlineSince,
    wait,
    stop: ({ problem, answer }) => void (held = { problem, answer, until: null }),
    putOff(trouble, at) {
      offlineSince = null
      putOffInARow += 1
      if (putOffInARow >= PUT_OFF_IN_A_ROW) wait(trouble, at)
    },
    well() {
      failures = 0
      putOffInARow = 0
      offlineSince = null
    },
    release: () => void (held = null),
  }
}
