import { axisMarks } from '../../../components/charts/week-chart.ts'

/** A bar of a chart: how high it is, and all that it says when it is pointed at or read out. */
export interface Bar {
  readonly key: string
  readonly value: number
  readonly label: string
}

/** The end of a chart's scale: a round number that no value passes. At least 1. */
export const scaleEnd = (values: readonly number[]): number =>
  axisMarks(values.reduce((most, value) => Math.max(most, value), 0)).at(-1) ?? 1

/** The least share of the scale that a bar is drawn with, so that one among many thousands is still seen. */
const LEAST_SHARE = 0.015

/** How much of the scale a value takes, between 0 and 1; nothing for nothing. */
export function shareOf(value: number, end: number): number {
  return value <= 0 ? 0 : Math.min(1, Math.max(LEAST_SHARE, value / end))
}

/** Where a key leads to among `stops`: the next, the first, the last. Undefined for a key that moves nowhere. */
export function stopAfter(at: number, stops: number, key: string): number | undefined {
  const last = stops - 1
  const to: Record<string, number> = {
    ArrowLeft: Math.max(0, at - 1),
    ArrowRight: Math.min(last, at + 1),
    Home: 0,
    End: last,
  }
  return to[key]
}
