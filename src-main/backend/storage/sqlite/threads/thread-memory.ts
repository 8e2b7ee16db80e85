/** A thread that had nothing to do for so long ends, and its memory is the system's again. */
export const IDLE_MS = 20_000

/** Room for what lives for a moment. Without a bound, each busy thread comes to three times as much and keeps it. */
export const YOUNG_MB = 16
