/** One thing at a time for each payment: a void never meets a settlement while it is running. */
export interface Queues {
  alone<T>(id: number, work: () => Promise<T>): Promise<T>
  /** Takes the turn of a payment that nobody else knows of yet, until the answer is called. */
  take(id: number): () => void
  isTaken(id: number): boolean
}

export function createQueues(): Queues {
  const tails = new Map<number, Promise<unknown>>()
  const follow = (id: number, end: Promise<unknown>) => {
    tails.set(id, end)
    void end.then(() => {
      if (tails.get(id) === end) tails.delete(id)
    })
  }
  return {
    isTaken: (id) => tails.has(id),
    alone(id, work) {
      const mine = (tails.get(id) ?? Promise.resolve()).then(work)
      follow(
        id,
        mine.then(
          () => undefined,
          () => undefined,
        ),
      )
      return mine
    },
    take(id) {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      const before = tails.get(id) ?? Promise.resolve()
      follow(
        id,
        before.then(() => promise),
      )
      return () => resolve(undefined)
    },
  }
}
