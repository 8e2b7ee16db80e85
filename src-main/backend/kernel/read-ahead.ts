/**
 * The answers of `reads`, one after the other; the next is asked for while one is used, so that a database server works
 * meanwhile. Ended early, it waits for the answer that is on its way.
 * @throws what a read throws
 */
export async function* readAhead<T>(reads: Iterable<() => Promise<T>>): AsyncGenerator<T> {
  let ahead: Promise<T> | undefined
  try {
    for (const read of reads) {
      const current = ahead
      ahead = read()
      // Its error is thrown where it is waited for, which may be after this one has been used.
      ahead.catch(() => undefined)
      if (current) yield await current
    }
    if (ahead) yield await ahead
  } finally {
    await ahead?.catch(() => undefined)
  }
}
