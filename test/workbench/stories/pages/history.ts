import { h } from 'vue'
import type { Operation } from '#shared/contract/history.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { byDay } from '../../../../src-renderer/components/operations/days.ts'
import DayList from '../../../../src-renderer/pages/history/DayList.vue'
import HistoryExport from '../../../../src-renderer/pages/history/HistoryExport.vue'
import HistoryFilters from '../../../../src-renderer/pages/history/HistoryFilters.vue'
import HistoryPage from '../../../../src-renderer/pages/history/HistoryPage.vue'
import HistoryPanes from '../../../../src-renderer/pages/history/HistoryPanes.vue'
import KindFilter from '../../../../src-renderer/pages/history/KindFilter.vue'
import MoreFilters from '../../../../src-renderer/pages/history/MoreFilters.vue'
import OperationList from '../../../../src-renderer/pages/history/OperationList.vue'
import OperationPane from '../../../../src-renderer/pages/history/OperationPane.vue'
import PeriodFilter from '../../../../src-renderer/pages/history/PeriodFilter.vue'
import OperationsView from '../../../../src-renderer/pages/history/OperationsView.vue'
import { CONTENT } from '../../data/commerce.ts'
import { OPERATIONS, TEAM_OPERATIONS } from '../../data/history.ts'
import { revisionAt, REVISIONS } from '../../data/revisions.ts'
import { SITE } from '../../data/site.ts'
import { pending } from '../../fake-host.ts'
import { story } from '../../story.ts'

const window = { height: 'window' } as const
const room = { width: 480, height: 420 }
const list = { total: OPERATIONS.length, operations: [...OPERATIONS] }
const empty = { total: 0, operations: [] }
const [extended, deleted, undo, edited, created, , published] = OPERATIONS as readonly [
  Operation,
  ...Operation[],
]
const shown = (operation: Operation | undefined) => ({
  props: { operation: operation ?? extended, site: SITE },
  room: { width: 640 },
})

export default {
  DayList: story(DayList<Operation>, {
    'one chosen': {
      props: ({ t }) => ({
        days: byDay(OPERATIONS, ({ day }) => day),
        label: t('history.operations'),
        site: SITE,
        numberOf: ({ id }) => id,
        chosen: 47,
        second: 45,
        paged: true,
      }),
      slots: { default: ({ item }) => h('span', item.details.kind) },
      room,
    },
    empty: {
      props: ({ t }) => ({
        days: [],
        label: t('history.operations'),
        site: SITE,
        numberOf: ({ id }) => id,
        chosen: null,
      }),
      room,
    },
  }),
  HistoryExport: story(HistoryExport, {
    'the whole': { props: { filter: {} } },
    'what matches': { props: { filter: { code: 'SOMMER25' } } },
  }),
  HistoryFilters: story(HistoryFilters, {
    none: { props: { filter: {}, matches: 9, site: SITE, authors: [] }, room: { width: 924 } },
    all: {
      props: {
        filter: {
          text: 'slettet',
          code: 'VESTLIA-7301',
          kinds: ['delete-codes'],
          from: '2026-03-01' as IsoDate,
          to: '2026-03-31' as IsoDate,
          service: 'events',
          undone: true,
        },
        matches: 1204,
        site: SITE,
        authors: [],
      },
      room: { width: 924 },
    },
  }),
  KindFilter: story(KindFilter, {
    everything: { props: { filter: {} } },
    'an area': { props: { filter: { area: 'codes' } } },
    'several kinds': { props: { filter: { kinds: ['delete-codes', 'undo'] } } },
  }),
  MoreFilters: story(MoreFilters, {
    none: { props: { filter: {}, authors: ['Kari Nordmann'] } },
    both: { props: { filter: { service: 'events', undone: false }, authors: [] } },
    'of two persons': {
      props: {
        filter: { author: 'Kari Nordmann' },
        authors: ['Åse Berg', 'Kari Nordmann', 'Ola Wærnes-Kristoffersen'],
      },
      room: { width: 480, height: 360 },
      act: ({ click }) => click('[data-testid=filter-more]'),
    },
  }),
  PeriodFilter: story(PeriodFilter, {
    'all days': { props: { from: undefined, to: undefined, today: SITE.today } },
    'from a day': { props: { from: '2026-03-01' as IsoDate, to: undefined, today: SITE.today } },
    'a span': {
      props: { from: '2025-12-01' as IsoDate, to: '2026-03-01' as IsoDate, today: SITE.today },
    },
  }),
  HistoryPage: story(HistoryPage, {
    operations: { answers: { 'history.list': list }, route: { name: 'history' }, room: window },
    empty: { answers: { 'history.list': empty }, route: { name: 'history' }, room: window },
    revisions: {
      answers: {
        'commerce.revisions': { total: REVISIONS.length, revisions: [...REVISIONS] },
        'commerce.revision': ({ revision }) => ({
          ...revisionAt(revision),
          content: CONTENT,
        }),
      },
      route: { name: 'history', query: { view: 'revisions' } },
      room: window,
    },
  }),
  HistoryPanes: story(HistoryPanes, {
    'not known yet': { props: { failure: null, total: null, nothing: { fact: '', hint: '' } } },
    nothing: {
      props: ({ t }) => ({
        failure: null,
        total: 0,
        nothing: { fact: t('history.empty'), hint: t('history.emptyHint') },
      }),
    },
    failed: {
      props: {
        failure: new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
        total: null,
        nothing: { fact: '', hint: '' },
      },
    },
    both: {
      props: { failure: null, total: 2, nothing: { fact: '', hint: '' } },
      slots: { list: () => '1, 2', details: () => '2' },
      room: window,
    },
  }),
  OperationList: story(OperationList, {
    several: { props: { modelValue: 48, operations: OPERATIONS, site: SITE }, room },
    'of two persons': { props: { modelValue: 46, operations: TEAM_OPERATIONS, site: SITE }, room },
    none: { props: { modelValue: null, operations: [], site: SITE }, room },
  }),
  OperationPane: story(OperationPane, {
    extended: shown(extended),
    undone: shown(deleted),
    undo: shown(undo),
    edited: shown(edited),
    'created, long name': shown(created),
    published: shown(published),
    'of a person': shown(TEAM_OPERATIONS[4]),
  }),
  OperationsView: story(OperationsView, {
    loading: { answers: { 'history.list': pending }, room: window },
    failed: {
      answers: { 'history.list': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }) },
      room: window,
    },
    empty: { answers: { 'history.list': empty }, room: window },
    several: { answers: { 'history.list': list }, room: window },
    'of two persons': {
      answers: {
        'history.list': { ...list, operations: [...TEAM_OPERATIONS] },
        'history.authors': ['Kari Nordmann', 'Ola Wærnes-Kristoffersen'],
      },
      room: window,
    },
    'nothing matches': {
      answers: { 'history.list': empty },
      route: { name: 'history', query: { code: 'NONE' } },
      room: window,
    },
    'one named in the address': {
      answers: { 'history.list': list },
      route: { name: 'history', query: { operation: '44' } },
      room: window,
    },
  }),
}
