/** What reaches every process of a group: Ctrl+C, a terminal that is closed, a service that is stopped. */
export const GROUP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type GroupSignal = (typeof GROUP_SIGNALS)[number]

/**
 * Leaves the signals of the group to the parent, which gets them as well, and ends this process once it has finished what
 * it writes. A parent that is gone is noticed by the end of its channel.
 */
export function leaveSignalsToParent(): void {
  for (const signal of GROUP_SIGNALS) process.on(signal, () => undefined)
}

/** A terminal may be closed before the process ends: what it cannot print any more is no reason to crash. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
