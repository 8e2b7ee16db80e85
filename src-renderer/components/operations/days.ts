import type { IsoDate } from '#shared/domain/dates.ts'

export interface Day<Item> {
  day: IsoDate
  items: Item[]
}

/** What was done, under the day it was done, in the order given. */
export function byDay<Item>(items: readonly Item[], dayOf: (item: Item) => IsoDate): Day<Item>[] {
  const days: Day<Item>[] = []
  for (const item of items) {
    const day = dayOf(item)
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}
