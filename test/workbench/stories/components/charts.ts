import type { Chart } from '../../../../src-renderer/components/charts/chart.ts'
import ChartFigure from '../../../../src-renderer/components/charts/ChartFigure.vue'
import ChartTable from '../../../../src-renderer/components/charts/ChartTable.vue'
import ChartView from '../../../../src-renderer/components/charts/ChartView.vue'
import CurrencyChoice from '../../../../src-renderer/components/charts/CurrencyChoice.vue'
import ReportCharts from '../../../../src-renderer/components/charts/ReportCharts.vue'
import {
  bestBatchesFigure,
  expirationFigure,
  moneyFigure,
  type Words as FigureWords,
} from '../../../../src-renderer/components/charts/figures.ts'
import { breakdown, timeline, WEEKLY } from '../../data/report.ts'
import { TODAY } from '../../data/site.ts'
import { story, type Words } from '../../story.ts'

const room = { width: 400 }
const wordsOf = ({ language, t }: Words): FigureWords => ({
  language,
  today: TODAY,
  t: (key, values, n) => t(key, n === undefined ? values : { ...values, n }),
})
const columns = (series: number, points: number): Chart => ({
  kind: 'columns',
  stacked: series > 2,
  points: Array.from({ length: points }, (_, i) => ({ label: `${i + 1}`, title: `Week ${i + 1}` })),
  series: (['active', 'expired', 'used-up', 'deleted'] as const).slice(0, series).map((tone, at) => ({
    name: tone,
    tone,
    values: Array.from({ length: points }, (_, i) => ((i + 1) * (at + 3) * 7) % 61),
  })),
  format: String,
  short: String,
})

export default {
  ChartFigure: story(ChartFigure, {
    'status and expiration': {
      props: (words) => ({ figure: expirationFigure(WEEKLY, wordsOf(words)), height: 190 }),
      room,
    },
    money: { props: (words) => ({ figure: moneyFigure(WEEKLY, 'USD', wordsOf(words)), height: 190 }), room },
    'batches, small': {
      props: (words) => ({
        figure: bestBatchesFigure(breakdown(), wordsOf(words)),
        height: 160,
        small: true,
      }),
      room: { width: 316 },
    },
    'a table': {
      props: (words) => ({ figure: moneyFigure(WEEKLY, 'CAD', wordsOf(words)), height: 190 }),
      room,
      act: ({ click }) => click('.link'),
    },
    nothing: {
      props: (words) => ({
        figure: moneyFigure(timeline('week', 4, 7, false), 'USD', wordsOf(words)),
        height: 190,
      }),
      room,
    },
  }),
  ChartTable: story(ChartTable, {
    statuses: {
      props: (words) => ({ figure: expirationFigure(WEEKLY, wordsOf(words)), height: 190 }),
      room,
    },
  }),
  ChartView: story(ChartView, {
    'one series': { props: { chart: columns(1, 12), label: 'A chart', height: 190, choosable: true }, room },
    'four on each other': {
      props: { chart: columns(4, 26), label: 'A chart', height: 190, choosable: true },
      room,
    },
    'as many as there can be': { props: { chart: columns(1, 400), label: 'A chart', height: 190 }, room },
  }),
  CurrencyChoice: story(CurrencyChoice, {
    two: { props: { currencies: ['USD', 'CAD'], modelValue: 'USD' } },
    one: { props: { currencies: ['USD'], modelValue: 'USD' } },
  }),
  ReportCharts: story(ReportCharts, {
    weeks: { props: { timeline: WEEKLY, breakdown: breakdown(), today: TODAY }, room: { width: 316 } },
    nothing: {
      props: {
        timeline: { by: 'day', steps: [] },
        breakdown: breakdown({ bestBatches: [], newestBatches: [] }),
        today: TODAY,
      },
      room: { width: 316 },
    },
  }),
}
