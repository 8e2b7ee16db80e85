/** At most so many in any minute. */
export interface Rate {
  /** How many milliseconds until one more may go; 0 for at once. */
  delay(now: number, perMinute: number | null): number
  /** One goes. */
  count(now: number): void
}

const MINUTE = 60_000

export function createRate(): Rate {
  let sent: number[] = []
  return {
    delay(now, perMinute) {
      if (perMinute === null) return 0
      // A clock that was set back must not hold the outbox up for long.
      sent = sent.filter((at) => at > now - MINUTE && at <= now)
      const oldest = sent[sent.length - perMinute]
      return oldest === undefined ? 0 : oldest + MINUTE - now
    },
    count: (now) => void sent.push(now),
  }
}
