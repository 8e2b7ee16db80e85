import { h } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import CodeEvents from '../../../../../src-renderer/pages/report/side/CodeEvents.vue'
import CodeLink from '../../../../../src-renderer/pages/report/side/CodeLink.vue'
import HistoryPane from '../../../../../src-renderer/pages/report/side/HistoryPane.vue'
import SentElsewhere from '../../../../../src-renderer/pages/report/side/SentElsewhere.vue'
import SideButtons from '../../../../../src-renderer/pages/report/side/SideButtons.vue'
import SidePane from '../../../../../src-renderer/pages/report/side/SidePane.vue'
import SidePanes from '../../../../../src-renderer/pages/report/side/SidePanes.vue'
import { codeRow, LONG_CODE } from '../../../data/codes.ts'
import { OPERATIONS, TEAM_OPERATIONS } from '../../../data/history.ts'
import { breakdown, BUSY_DETAILS, codeDetails, WEEKLY, redemptionsBy } from '../../../data/report.ts'
import { PROMO_LINK, SITE } from '../../../data/site.ts'
import { type Answers, pending } from '../../../fake-host.ts'
import { type OnScreen, story } from '../../../story.ts'

const room = { width: 284 }
const pane = { width: 348, height: 720 }
const events = (answer: NonNullable<Answers['report.details']>) => {
  const answers: Answers = { 'report.details': answer }
  return { props: { id: 7, site: SITE }, answers, room }
}
const elsewhere = (state: 'sent' | 'failed' | 'uncertain', rest: Partial<ReportRow> = {}) =>
  codeRow(6, {
    message: {
      id: 31,
      state,
      email: 'kurs@havbrs.example',
      elsewhere: true,
      at: '2026-03-03T10:12:00.000Z',
      day: '2026-03-03',
    },
    ...rest,
  })

const [latest, , undone] = OPERATIONS
const history = (rest: Answers = {}): Answers => ({
  'history.list': ({ before = Infinity, limit }) => ({
    total: OPERATIONS.length,
    operations: OPERATIONS.filter(({ id }) => id < before).slice(0, limit),
  }),
  'history.undoRedo': { undo: latest ?? null, redo: undone ?? null, redoElsewhere: null },
  ...rest,
})
const drawn = async ({ appears }: OnScreen) => void (await appears('.qr-code path'))
const listed = async ({ appears }: OnScreen) => void (await appears('.operation'))

const panes = { side: null, details: null, set: { resultSet: 'rows-1', count: 1204 }, filter: {}, site: SITE }

export default {
  CodeEvents: story(CodeEvents, {
    'nothing happened': events(codeDetails(codeRow(7), { operations: [] })),
    'just made': events(codeDetails(codeRow(7))),
    'much happened': events(BUSY_DETAILS),
    all: {
      ...events(BUSY_DETAILS),
      act: async ({ appears, click }) => {
        await appears('.events > .link')
        await click('.events > .link')
      },
    },
    'of a person': events(codeDetails(codeRow(7), { operations: [...TEAM_OPERATIONS.slice(0, 3)] })),
    'sent elsewhere': events(codeDetails(elsewhere('sent'))),
    loading: events(pending),
    failed: events(new Refusal('report.unknown-code', { id: 7 })),
  }),
  CodeLink: story(CodeLink, {
    'with its QR code': {
      props: { promoLink: PROMO_LINK, code: 'VESTLIA-7301' },
      room,
      act: drawn,
    },
    'long code': { props: { promoLink: PROMO_LINK, code: LONG_CODE.code }, room, act: drawn },
  }),
  HistoryPane: story(HistoryPane, {
    'much was done': { props: { site: SITE }, answers: history(), room: pane, act: listed },
    'of two persons': {
      props: { site: SITE },
      answers: history({ 'history.list': { total: 9, operations: [...TEAM_OPERATIONS] } }),
      room: pane,
      act: listed,
    },
    'one step opened': {
      props: { site: SITE },
      answers: history(),
      room: pane,
      act: async (on) => {
        await listed(on)
        await on.click('li:first-child .operation')
      },
    },
    'more than is listed': {
      props: { site: SITE },
      answers: history({ 'history.list': { total: 1204, operations: [...OPERATIONS] } }),
      room: pane,
      act: listed,
    },
    'nothing yet': {
      props: { site: SITE },
      answers: history({
        'history.list': { total: 0, operations: [] },
        'history.undoRedo': { undo: null, redo: null, redoElsewhere: null },
      }),
      room: pane,
    },
    loading: {
      props: { site: SITE },
      answers: history({ 'history.list': pending, 'history.undoRedo': pending }),
      room: pane,
    },
    failed: {
      props: { site: SITE },
      answers: history({
        'history.list': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
      }),
      room: pane,
    },
  }),
  SentElsewhere: story(SentElsewhere, {
    sent: { props: { row: elsewhere('sent') }, room },
    uncertain: { props: { row: elsewhere('uncertain') }, room },
    'failed, long address': { props: { row: elsewhere('failed', { email: LONG_CODE.email }) }, room },
    'cannot be sent again': { props: { row: elsewhere('sent', { status: 'expired' }) }, room },
    'sent to its address': { props: { row: codeRow(1) }, room },
  }),
  SideButtons: story(SideButtons, {
    'none open': { props: { modelValue: null } },
    'figures open': { props: { modelValue: 'figures' } },
    'history open': { props: { modelValue: 'history' } },
  }),
  SidePane: story(SidePane, {
    narrow: {
      props: ({ t }) => ({ title: t('report.details.title') }),
      slots: { default: () => h('p', LONG_CODE.recipient) },
      room: { width: 284, height: 300 },
    },
    wide: {
      props: ({ t }) => ({ title: t('panels.figures.title'), wide: true }),
      slots: { default: () => h('p', LONG_CODE.recipient) },
      room: { width: 348, height: 300 },
    },
    'a head of its own': {
      props: ({ t }) => ({ title: t('report.details.title') }),
      slots: { head: () => h('strong', LONG_CODE.code), default: () => h('p', LONG_CODE.recipient) },
      room: { width: 284, height: 300 },
    },
  }),
  SidePanes: story(SidePanes, {
    none: { props: panes, room: pane },
    details: {
      props: { ...panes, side: 'details', details: codeRow(1) },
      answers: { 'report.details': codeDetails() },
      room: pane,
    },
    figures: {
      props: { ...panes, side: 'figures' },
      answers: {
        'report.breakdown': breakdown(),
        'report.timeline': WEEKLY,
        'report.redemptions': redemptionsBy(),
      },
      room: pane,
    },
    history: { props: { ...panes, side: 'history' }, answers: history(), room: pane, act: listed },
  }),
}
