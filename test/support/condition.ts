import { setTimeout as pause } from 'node:timers/promises'

/** Waits until `condition` holds; fails with `what` after `ms`. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  ms = 20_000,
): Promise<void> {
  const end = performance.now() + ms
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${ms} ms in vain until ${what}`)
    await pause(20)
  }
}
