import type { Chart } from '../../../../src-renderer/components/charts/chart.ts'
import ChartFigure from '../../../../src-renderer/components/charts/ChartFigure.vue'
import ChartTable from '../../../../src-renderer/components/charts/ChartTable.vue'
import ChartView from '../../../../src-renderer/components/charts/ChartView.vue'
import RedeemedChoices from '../../../../src-renderer/components/charts/RedeemedChoices.vue'
import ReportCharts from '../../../../src-renderer/components/charts/ReportCharts.vue'
import {
  bestBatchesFigure,
  expirationFigure,
  moneyFigure,
  redemptionFigure,
  type Words as FigureWords,
} from '../../../../src-renderer/components/charts/figures.ts'
import { breakdown, counted, timeline, WEEKLY } from '../../data/report.ts'
import { TODAY } from '../../data/site.ts'
import { story, type Words } from '../../story.ts'

const room = { width: 400 }
const SALES = { by: 'time', mode: 'production' } as const
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
    money: {
      props: (words) => ({
        figure: moneyFigure(counted(), { ...SALES, currency: 'USD' }, wordsOf(words)),
        height: 190,
      }),
      room,
    },
    'batches, small': {
      props: (words) => ({
        figure: bestBatchesFigure(breakdown(), wordsOf(words)),
        height: 160,
        small: true,
      }),
      room: { width: 316 },
    },
    'redeemed by batch': {
      props: (words) => ({
        figure: redemptionFigure(counted(), { by: 'batch', mode: 'production' }, wordsOf(words)),
        height: 190,
      }),
      room,
    },
    'a table': {
      props: (words) => ({
        figure: moneyFigure(counted(), { ...SALES, currency: 'CAD' }, wordsOf(words)),
        height: 190,
      }),
      room,
      act: ({ click }) => click('.link'),
    },
    nothing: {
      props: (words) => ({
        figure: moneyFigure(
          counted(timeline('week', 4, 7, false)),
          { ...SALES, currency: 'USD' },
          wordsOf(words),
        ),
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
  RedeemedChoices: story(RedeemedChoices, {
    'all of them': {
      props: {
        modes: ['production', 'test'],
        currencies: ['USD', 'CAD'],
        by: 'time',
        mode: 'production',
        currency: 'USD',
      },
    },
    'one mode, one currency': {
      props: { modes: ['test'], currencies: ['USD'], by: 'batch', mode: 'test', currency: 'USD' },
    },
  }),
  ReportCharts: story(ReportCharts, {
    weeks: { props: { counted: counted(), today: TODAY }, room: { width: 316 } },
    'by batch': {
      props: { counted: counted(), today: TODAY },
      room: { width: 316 },
      act: ({ click }) => click('figure:nth-of-type(2) [role=radio]:nth-of-type(3)'),
    },
    nothing: {
      props: {
        counted: counted({ by: 'day', steps: [] }, breakdown({ bestBatches: [], newestBatches: [] })),
        today: TODAY,
      },
      room: { width: 316 },
    },
  }),
}
