/** Reports something only where it lasts: from `ms` after it began, as it changes, and its end, which is null. */
export function createLateReport<T>(ms: number, report: (now: T | null) => void): (now: T | null) => void {
  let timer: NodeJS.Timeout | undefined
  let reported = false
  let latest: T | null = null
  return (now) => {
    latest = now
    if (reported) {
      report(now)
      reported = now !== null
    } else if (now === null) {
      clearTimeout(timer)
      timer = undefined
    } else
      timer ??= setTimeout(() => {
        timer = undefined
        reported = true
        report(latest)
      }, ms)
  }
}
