/** Lets calls through at once, then at most one each `ms`; the last one always gets through unless stopped. */
export interface Throttle {
  call(): void
  stop(): void
}

export function createThrottle(ms: number, action: () => void): Throttle {
  let timer: NodeJS.Timeout | undefined
  let waiting = false
  const rest = () => {
    timer = setTimeout(() => {
      timer = undefined
      if (!waiting) return
      waiting = false
      action()
      rest()
    }, ms)
    timer.unref()
  }
  return {
    call() {
      if (timer) {
        waiting = true
        return
      }
      action()
      rest()
    },
    stop() {
      clearTimeout(timer)
      waiting = false
    },
  }
}
