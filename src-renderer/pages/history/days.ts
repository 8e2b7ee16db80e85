import type { Operation } from '#shared/contract/history.ts'
import type { IsoDate } from '#shared/domain/dates.ts'

export interface Day {
  day: IsoDate
  operations: Operation[]
}

/** Operations under the day they were made, in the order given. */
export function byDay(operations: readonly Operation[]): Day[] {
  const days: Day[] = []
  for (const operation of operations) {
    const last = days.at(-1)
    if (last?.day === operation.day) last.operations.push(operation)
    else days.push({ day: operation.day, operations: [operation] })
  }
  return days
}
