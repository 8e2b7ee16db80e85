/** The first pauses are short, since most causes go away soon; later ones spare whoever is asked. */
const PAUSES_MS = [250, 1000, 2000, 4000, 8000, 15_000] as const

export interface Retries {
  /** Tries after the first pause, unless it is tried already. */
  begin(): void
  stop(): void
}

/** Tries something at growing intervals until `attempt` answers that there is no need any more. It must not throw. */
export function createRetries(attempt: () => Promise<boolean>): Retries {
  let timer: NodeJS.Timeout | undefined
  let isBegun = false
  let isStopped = false
  const wait = (tries: number): void => {
    timer = setTimeout(() => void tryNow(tries), PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)])
    timer.unref()
  }
  const tryNow = async (tries: number): Promise<void> => {
    const isOver = await attempt()
    if (isStopped) return
    if (isOver) isBegun = false
    else wait(tries + 1)
  }
  return {
    begin() {
      if (isBegun || isStopped) return
      isBegun = true
      wait(0)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
