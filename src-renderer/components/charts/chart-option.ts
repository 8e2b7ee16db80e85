import type { EChartsCoreOption } from 'echarts/core'
import { type Chart, linesOf, type Tone } from './chart.ts'

/** As it is measured; a variable in its place would be measured as another font. */
const FONT = 'Inter Variable'
const TEXT = { fontFamily: FONT, fontSize: 11, color: 'var(--muted)' } as const

/** Variables, so that a drawn chart follows the theme. Deleted is the one that is hatched. */
const LOOKS: Record<Tone, Record<string, unknown>> = {
  count: { color: 'var(--primary)' },
  money: { color: 'var(--primary)' },
  discount: { color: 'var(--primary-soft)', borderColor: 'var(--primary)', borderWidth: 1 },
  active: { color: 'var(--success)' },
  'not-yet-valid': { color: 'var(--surface)', borderColor: 'var(--success)', borderWidth: 1 },
  expired: { color: 'var(--chart-expired)' },
  'used-up': { color: 'var(--ink)' },
  deleted: {
    color: 'var(--surface)',
    borderColor: 'var(--control)',
    borderWidth: 1,
    decal: {
      symbol: 'rect',
      color: 'var(--control)',
      dashArrayX: [1, 0],
      dashArrayY: [1.5, 3],
      rotation: -Math.PI / 4,
    },
  },
}

/** The longest value is written behind its bar; a letter takes so many pixels. */
const LETTER = 6.2
const roomOfValues = ({ series, format }: Chart): number => {
  const shown = series[0]?.values.map((value) => format(value).length) ?? []
  return Math.max(40, Math.ceil(Math.max(0, ...shown) * LETTER) + 8)
}

/** What a chart is to ECharts. Nothing moves, and nothing changes its colour under the pointer. */
export function chartOption(chart: Chart): EChartsCoreOption {
  const isUpright = chart.kind === 'columns'
  const values = {
    type: 'value',
    splitNumber: isUpright ? 3 : 4,
    max: chart.most,
    interval: chart.most === undefined ? undefined : chart.most / 4,
    minInterval: chart.whole ? 1 : undefined,
    axisLabel: { ...TEXT, formatter: chart.short, hideOverlap: true, showMaxLabel: true },
    splitLine: { lineStyle: { color: 'var(--hairline)' } },
  }
  const points = {
    type: 'category',
    data: chart.points.map(({ label }) => label),
    inverse: !isUpright,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: 'var(--control)' } },
    axisLabel: {
      ...TEXT,
      hideOverlap: true,
      ...(isUpright
        ? {
            // The ends stay inside the picture.
            alignMinLabel: 'left',
            alignMaxLabel: 'right',
            formatter: (label: string, at: number) => (chart.points[at]?.isNow ? `{now|${label}}` : label),
          }
        : { width: 132, overflow: 'truncate', interval: 0 }),
      rich: { now: { ...TEXT, color: 'var(--ink)', fontWeight: 700 } },
    },
  }
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: {
      left: 2,
      right: isUpright ? 2 : roomOfValues(chart),
      top: 10,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: isUpright ? points : values,
    yAxis: isUpright ? values : points,
    tooltip: {
      trigger: 'axis',
      // The other one writes styles into the page, which the policy forbids.
      renderMode: 'richText',
      confine: true,
      // Behind the bars.
      axisPointer: { type: 'shadow', z: 1, shadowStyle: { color: 'var(--sunken)', opacity: 1 } },
      backgroundColor: 'var(--raised)',
      borderColor: 'var(--control)',
      borderWidth: 1,
      padding: [6, 10],
      shadowBlur: 0,
      textStyle: { fontFamily: FONT, fontSize: 12, lineHeight: 18, color: 'var(--ink)' },
      formatter: (shown: { dataIndex: number } | { dataIndex: number }[]) =>
        linesOf(chart, (Array.isArray(shown) ? shown[0] : shown)?.dataIndex ?? 0).join('\n'),
    },
    series: chart.series.map(({ name, tone, values: data }, at) => ({
      type: 'bar',
      name,
      // A bar has a least height, which a value of zero must not have; where a name is beside it, its number is shown.
      data: isUpright ? data.map((value) => (value > 0 ? value : '-')) : data,
      stack: chart.stacked ? 'all' : undefined,
      barMaxWidth: isUpright ? 28 : 14,
      barMinHeight: isUpright ? 2 : 0,
      barCategoryGap: '28%',
      barGap: '10%',
      itemStyle: {
        ...LOOKS[tone],
        borderRadius: chart.stacked ? 0 : isUpright ? [2, 2, 0, 0] : [0, 2, 2, 0],
      },
      // Under the pointer a bar would be given a lighter colour, which cannot be made of a variable.
      emphasis: { disabled: true },
      label: {
        ...TEXT,
        show: !isUpright && at === 0,
        position: 'right',
        formatter: ({ dataIndex }: { dataIndex: number }) => chart.format(data[dataIndex] ?? 0),
      },
    })),
  }
}
