/** What of the theme a series is drawn in: status in its own colours, money in petrol. */
export type Tone =
  'count' | 'money' | 'discount' | 'active' | 'not-yet-valid' | 'expired' | 'used-up' | 'deleted'

export interface ChartSeries {
  readonly name: string
  readonly tone: Tone
  /** One for each point. */
  readonly values: readonly number[]
}

export interface ChartPoint {
  /** Beside the axis: short. */
  readonly label: string
  /** In the tooltip, the table and what is read out. */
  readonly title: string
  /** The present one, which is marked. */
  readonly isNow?: boolean
}

/** What a picture shows, without a word about how it is drawn. */
export interface Chart {
  /** Upright over time, or one below another with their names. */
  readonly kind: 'columns' | 'rows'
  /** The series of a point are drawn on top of each other. */
  readonly stacked?: boolean
  readonly points: readonly ChartPoint[]
  readonly series: readonly ChartSeries[]
  /** A value in full. */
  format(value: number): string
  /** A value beside the axis. */
  short(value: number): string
  /** Where the scale ends, where that is known. */
  readonly most?: number
  /** True where the values are counted: the scale has no fractions. */
  readonly whole?: boolean
}

/** What is said of a point: its title, and a line for each series that has something, or all where none has. */
export function linesOf({ points, series, format }: Chart, point: number): string[] {
  const valued = series.filter(({ values }) => (values[point] ?? 0) > 0)
  const shown = valued.length > 0 ? valued : series
  return [
    points[point]?.title ?? '',
    ...shown.map(({ name, values }) => `${name}: ${format(values[point] ?? 0)}`),
  ]
}

/** A place in a chart: a point, and one of its series. */
export interface Place {
  readonly point: number
  readonly series: number
}

/** The places that have something, which keys go to. */
const hasValue = ({ series }: Chart, { point, series: at }: Place): boolean =>
  (series[at]?.values[point] ?? 0) > 0

/** The place with something that is nearest in a direction; the same where there is none. */
export function placeAfter(chart: Chart, place: Place, key: string): Place | undefined {
  const { points, series, kind } = chart
  const along = kind === 'columns' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  const across = kind === 'columns' ? ['ArrowDown', 'ArrowUp'] : ['ArrowLeft', 'ArrowRight']
  const ofPoint = (point: number): Place | undefined => {
    const kept = { point, series: place.series }
    if (hasValue(chart, kept)) return kept
    const first = series.findIndex((_, at) => hasValue(chart, { point, series: at }))
    return first < 0 ? undefined : { point, series: first }
  }
  const search = (from: number, step: 1 | -1): Place | undefined => {
    for (let point = from; point >= 0 && point < points.length; point += step) {
      const found = ofPoint(point)
      if (found) return found
    }
    return undefined
  }
  if (key === 'Home') return search(0, 1) ?? place
  if (key === 'End') return search(points.length - 1, -1) ?? place
  if (along.includes(key)) {
    const step = key === along[1] ? 1 : -1
    return search(place.point + step, step) ?? place
  }
  if (across.includes(key)) {
    const step = key === across[1] ? 1 : -1
    for (let at = place.series + step; at >= 0 && at < series.length; at += step)
      if (hasValue(chart, { point: place.point, series: at })) return { point: place.point, series: at }
    return place
  }
  return undefined
}
