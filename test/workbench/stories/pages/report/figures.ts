import type { Timeline } from '#shared/contract/report.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import FiguresPane from '../../../../../src-renderer/pages/report/figures/FiguresPane.vue'
import ShareBars from '../../../../../src-renderer/pages/report/figures/ShareBars.vue'
import { BATCHES, breakdown, counted, filter, timeline, WEEKLY } from '../../../data/report.ts'
import { LONG_CODE } from '../../../data/codes.ts'
import { pending } from '../../../fake-host.ts'
import { story } from '../../../story.ts'

const room = { width: 316 }
const pane = { width: 348, height: 720 }

const NO_FIGURES = breakdown({
  statuses: [
    { status: 'active', codes: 0 },
    { status: 'not-yet-valid', codes: 0 },
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
  'report.redemptions': counted(over).redemptions,
})
const first = WEEKLY.steps[3]
const narrowed = filter({
  status: ['active'],
  batch: BATCHES[2]?.id,
  ...(first && { expires: { from: first.from, to: first.to } }),
})

export default {
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
      answers: { 'report.breakdown': pending, 'report.timeline': pending, 'report.redemptions': pending },
      room: pane,
    },
    failed: {
      props: { resultSet: 'rows-1', filter: {} },
      answers: {
        'report.breakdown': new Refusal('report.unknown-result-set', {}),
        'report.timeline': pending,
        'report.redemptions': pending,
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
}
