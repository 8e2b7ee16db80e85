import type { Timeline } from '#shared/contract/report.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Bar } from '../../../../../src-renderer/pages/report/figures/bars.ts'
import BarChart from '../../../../../src-renderer/pages/report/figures/BarChart.vue'
import FiguresPane from '../../../../../src-renderer/pages/report/figures/FiguresPane.vue'
import ShareBars from '../../../../../src-renderer/pages/report/figures/ShareBars.vue'
import TimelineFigures from '../../../../../src-renderer/pages/report/figures/TimelineFigures.vue'
import { BATCHES, breakdown, filter, timeline, WEEKLY } from '../../../data/report.ts'
import { LONG_CODE } from '../../../data/codes.ts'
import { pending } from '../../../fake-host.ts'
import { story, type Words } from '../../../story.ts'

const room = { width: 316 }
const pane = { width: 348, height: 720 }

const bars = (count: number): Bar[] =>
  timeline('day', count, 1).steps.map(({ from, expiries }) => ({
    key: from,
    value: expiries,
    label: `${from}: ${expiries}`,
  }))
const chart =
  (drawn: readonly Bar[], rest: object = {}) =>
  ({ t }: Words) => ({
    title: t('panels.figures.expiries'),
    bars: drawn,
    total: t('panels.figures.total', { n: '1 204' }),
    ends: [drawn[0]?.key ?? '', drawn.at(-1)?.key ?? ''] as const,
    tone: 'primary' as const,
    ...rest,
  })

const NO_FIGURES = breakdown({
  statuses: [
    { status: 'active', codes: 0 },
    { status: 'expired', codes: 0 },
    { status: 'used-up', codes: 0 },
    { status: 'deleted', codes: 0 },
  ],
  services: [
    { service: 'events', codes: 0 },
    { service: 'training', codes: 0 },
  ],
  batches: [],
})
const MANY_BATCHES = breakdown({
  batches: Array.from({ length: 20 }, (_, i) => ({
    batch: i + 1,
    name: i === 4 ? LONG_CODE.batchName : i % 3 === 0 ? '' : `Vårkurs ${2026 - i}`,
    codes: Math.round(250_000 / (i + 1)),
  })),
  otherBatches: { batches: 312, codes: 88_102 },
})
const figures = (shown: ReturnType<typeof breakdown>, over: Timeline) => ({
  'report.breakdown': shown,
  'report.timeline': over,
})
const first = WEEKLY.steps[3]
const narrowed = filter({
  status: ['active'],
  batch: BATCHES[2]?.id,
  ...(first && { expires: { from: first.from, to: first.to } }),
})

export default {
  BarChart: story(BarChart, {
    choosable: { props: chart(bars(26), { choosable: true }), room },
    'one chosen, pointed at': {
      props: chart(bars(26), { choosable: true, chosen: bars(26)[3]?.key }),
      room,
      act: ({ find }) => void find('[tabindex="0"]').focus(),
    },
    'in ink, not choosable': { props: chart(bars(26), { tone: 'ink' }), room },
    few: { props: chart(bars(4), { choosable: true }), room },
    'as many as there can be': { props: chart(bars(400), { choosable: true }), room },
    'all zero': { props: chart(bars(26).map((bar) => ({ ...bar, value: 0 }))), room },
  }),
  FiguresPane: story(FiguresPane, {
    counted: {
      props: { resultSet: 'rows-1', filter: {} },
      answers: figures(breakdown(), WEEKLY),
      room: pane,
    },
    narrowed: {
      props: { resultSet: 'rows-1', filter: narrowed },
      answers: figures(breakdown({ otherBatches: { batches: 0, codes: 0 } }), timeline('day', 7, 1)),
      room: pane,
    },
    'many batches, long names': {
      props: { resultSet: 'rows-1', filter: {} },
      answers: figures(MANY_BATCHES, timeline('month', 14, 30)),
      room: pane,
    },
    nothing: {
      props: { resultSet: 'rows-1', filter: filter({ text: 'høstkurs' }) },
      answers: figures(NO_FIGURES, { by: 'day', steps: [] }),
      room: pane,
    },
    loading: {
      props: { resultSet: 'rows-1', filter: {} },
      answers: { 'report.breakdown': pending, 'report.timeline': pending },
      room: pane,
    },
    failed: {
      props: { resultSet: 'rows-1', filter: {} },
      answers: {
        'report.breakdown': new Refusal('report.unknown-result-set', {}),
        'report.timeline': pending,
      },
      room: pane,
    },
  }),
  ShareBars: story(ShareBars, {
    choosable: {
      props: ({ t, say }) => ({
        title: t('panels.figures.status'),
        shares: [
          { key: 'active', label: say({ nb: 'Aktiv', en: 'Active' }), value: 804_100, chosen: true },
          { key: 'expired', label: say({ nb: 'Utløpt', en: 'Expired' }), value: 312_044 },
          { key: 'deleted', label: say({ nb: 'Slettet', en: 'Deleted' }), value: 1 },
          { key: 'used-up', label: say({ nb: 'Brukt opp', en: 'Used up' }), value: 0, choosable: false },
        ],
      }),
      room,
    },
    'long names, hints, a rest': {
      props: ({ t, say }) => ({
        title: t('panels.figures.batch'),
        shares: [
          { key: '3', label: LONG_CODE.batchName, value: 1_204_318, hint: '02.03.2026' },
          { key: '4', label: 'Vårkurs 2026', value: 488, hint: '05.03.2026' },
          {
            key: 'rest',
            label: say({ nb: '312 andre utsendelser', en: '312 other batches' }),
            value: 88_102,
            choosable: false,
          },
        ],
      }),
      room,
    },
    'all zero': {
      props: ({ t }) => ({
        title: t('panels.figures.service'),
        shares: [
          { key: 'events', label: 'Webex Events', value: 0 },
          { key: 'training', label: 'Webex Training', value: 0 },
        ],
      }),
      room,
    },
    none: { props: ({ t }) => ({ title: t('panels.figures.batch'), shares: [] }), room },
  }),
  TimelineFigures: story(TimelineFigures, {
    weeks: { props: { timeline: WEEKLY, filter: {} }, room },
    'no redemptions': { props: { timeline: timeline('week', 26, 7, false), filter: {} }, room },
    'one week chosen': { props: { timeline: WEEKLY, filter: narrowed }, room },
    'one day': { props: { timeline: timeline('day', 1, 1), filter: {} }, room },
    'a table': {
      props: { timeline: timeline('month', 40, 30), filter: {} },
      room,
      act: ({ click }) => click('.link'),
    },
    nothing: {
      props: { timeline: { by: 'day', steps: [] }, filter: {} },
      room,
    },
  }),
}
