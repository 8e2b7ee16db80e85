import { CalendarPlus, Trash2 } from '@lucide/vue'
import { computed, h, ref, shallowRef } from 'vue'
import type { BulkPlan } from '#shared/contract/promo.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { View as SavedView } from '#shared/contract/views.ts'
import { arrangementOf, withHidden } from '../../../../src-renderer/components/grid/arrangement.ts'
import BulkPopover from '../../../../src-renderer/pages/report/BulkPopover.vue'
import ChangeTermsPopover from '../../../../src-renderer/pages/report/ChangeTermsPopover.vue'
import CodeDetails from '../../../../src-renderer/pages/report/CodeDetails.vue'
import ColumnsMenu from '../../../../src-renderer/pages/report/ColumnsMenu.vue'
import CopyManyDialog from '../../../../src-renderer/pages/report/CopyManyDialog.vue'
import ExportQuestionDialog from '../../../../src-renderer/pages/report/ExportQuestionDialog.vue'
import CountedButton from '../../../../src-renderer/pages/report/CountedButton.vue'
import DeletePopover from '../../../../src-renderer/pages/report/DeletePopover.vue'
import EmptyReport from '../../../../src-renderer/pages/report/EmptyReport.vue'
import ExportMenu from '../../../../src-renderer/pages/report/ExportMenu.vue'
import ExtensionRows from '../../../../src-renderer/pages/report/ExtensionRows.vue'
import ExtendPopover from '../../../../src-renderer/pages/report/ExtendPopover.vue'
import OutdatedMark from '../../../../src-renderer/pages/report/OutdatedMark.vue'
import ParameterBar from '../../../../src-renderer/pages/report/ParameterBar.vue'
import ParameterChip from '../../../../src-renderer/pages/report/ParameterChip.vue'
import ParameterForm from '../../../../src-renderer/pages/report/ParameterForm.vue'
import ParameterMenu from '../../../../src-renderer/pages/report/ParameterMenu.vue'
import type { Parameter } from '../../../../src-renderer/pages/report/parameters.ts'
import PlanLines from '../../../../src-renderer/pages/report/PlanLines.vue'
import PlannedPopover from '../../../../src-renderer/pages/report/PlannedPopover.vue'
import PrintMenu from '../../../../src-renderer/pages/report/PrintMenu.vue'
import ReportActions from '../../../../src-renderer/pages/report/ReportActions.vue'
import ReportGrid from '../../../../src-renderer/pages/report/ReportGrid.vue'
import ReportPage from '../../../../src-renderer/pages/report/ReportPage.vue'
import RestorePopover from '../../../../src-renderer/pages/report/RestorePopover.vue'
import type { useSavedViews } from '../../../../src-renderer/pages/report/saved/use-saved-views.ts'
import RowPlan from '../../../../src-renderer/pages/report/RowPlan.vue'
import SearchBox from '../../../../src-renderer/pages/report/SearchBox.vue'
import SelectionBar from '../../../../src-renderer/pages/report/SelectionBar.vue'
import StatusLine from '../../../../src-renderer/pages/report/StatusLine.vue'
import type { GridState } from '../../../../src-renderer/pages/report/use-grid-state.ts'
import type { usePlannedAction } from '../../../../src-renderer/pages/report/use-planned-action.ts'
import ViewTabs from '../../../../src-renderer/pages/report/ViewTabs.vue'
import { useLists } from '../../../../src-renderer/stores/lists.ts'
import { codeRow, CODES, LONG_CODE } from '../../data/codes.ts'
import { NO_CODES, SUMMARY } from '../../data/overview.ts'
import {
  BATCHES,
  bulkPlan,
  BUSY_DETAILS,
  codeDetails,
  columns,
  filter,
  FULL_FILTER,
  LONG_VIEW,
  PASTED,
  reportAnswers,
  rowContext,
  skipped,
  SOME_MISSING,
  valuesOf,
  view,
} from '../../data/report.ts'
import { day, SITE, SITE_WITH_PROMO_LINK, TODAY } from '../../data/site.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story, type Words } from '../../story.ts'

const outdated = new Refusal('report.unknown-result-set', {})
const picked = { resultSet: 'rows-1', ranges: [[0, 488]] as [number, number][] }
const window = { height: 'window' } as const
const pane = { width: 284, height: 620 }
/** Room for what opens above a button. */
const above = { width: 900, height: 480 }

const FIRST_BUTTON = '.story-room button'
const opened = async (on: OnScreen) => {
  await on.click(FIRST_BUTTON)
  await on.appears('.v-overlay--active .v-overlay__content')
}
const counted = async ({ appears }: OnScreen) =>
  void (await appears('.v-overlay--active .action:not(:disabled)'))

const EXTENSION: BulkPlan = bulkPlan({
  change: 312,
  extension: {
    earliest: '2026-04-11',
    latest: '2026-09-30',
    examples: [
      { code: 'VESTLIA-7301', before: '2026-03-12', after: '2026-04-11' },
      { code: 'VESTLIA-7302', before: '2026-06-30', after: '2026-07-30' },
      { code: LONG_CODE.code, before: '2026-08-31', after: '2026-09-30' },
    ],
  },
})
const DELETION: BulkPlan = bulkPlan({ change: 312, deletion: { used: 52, mailed: 204 } })
/** Codes with different discounts, some of them used and sent. */
const TERMS_PLAN = bulkPlan({
  change: 312,
  skipped: [skipped('deleted', 12), skipped('same', 164)],
  terms: {
    used: 21,
    mailed: 300,
    examples: [1, 2, 3].map((n) => ({
      code: codeRow(n).code,
      before: {
        term: 'discount' as const,
        discount:
          n === 2
            ? { kind: 'amount' as const, minor: 9000, currency: 'USD' as const }
            : { kind: 'percent' as const, hundredths: 2500 },
      },
    })),
  },
})
const MIXED: BulkPlan = bulkPlan({
  change: 312,
  skipped: [skipped('deleted', 120), skipped('lasts-longer', 4), skipped('used', 52)],
  stayExpired: 7,
})
const NONE_CHANGE: BulkPlan = bulkPlan({ change: 0, skipped: [skipped('deleted', 488)] })
const MIXED_RESTORATION: BulkPlan = bulkPlan({
  change: 118,
  skipped: [skipped('not-deleted', 368), skipped('expired', 2)],
})

const action = (
  rest: { plan?: BulkPlan; failure?: unknown; asking?: boolean; moved?: string; busy?: boolean } = {},
): ReturnType<typeof usePlannedAction> => ({
  plan: shallowRef(rest.plan ?? null),
  failure: shallowRef(rest.failure ?? null),
  asking: ref(rest.asking ?? false),
  moved: ref(rest.moved ?? ''),
  busy: ref(rest.busy ?? false),
  ready: computed(() => (rest.plan?.change ?? 0) > 0),
  apply: async () => undefined,
})
const moved = ({ say }: Words) =>
  say({ nb: 'Antallet er nå 488, ikke 490.', en: 'There are 488 now, not 490.' })

const form = (parameter: Parameter, narrowed = FULL_FILTER) => ({
  props: { filter: narrowed, parameter, today: TODAY },
  answers: { 'report.batches': BATCHES, 'report.values': valuesOf },
  room: { width: 400 },
})
/** A button that opens what the component shows above or below it. */
const opener = {
  activator: ({ activator }: { activator: Record<string, unknown> }) =>
    h('button', { ...activator, type: 'button' }, '…'),
}

const saved = (
  views: readonly SavedView[] = [],
  shown?: SavedView,
  changed = false,
): ReturnType<typeof useSavedViews> => ({
  views: shallowRef(views),
  current: computed(() => shown),
  changed: computed(() => changed),
  arrangement: shallowRef([]),
  show: () => undefined,
  save: async () => 'done' as const,
  update: async () => 'done' as const,
  rename: async () => 'done' as const,
  remove: async () => 'done' as const,
})
const counts = { all: SUMMARY.codes, expiring: 312, unused: 1204, expired: SUMMARY.expired }
const tabs = { view: 'all' as const, counts, saved: saved(), listed: false, outdated: null }

const state = (): GridState => ({
  range: shallowRef(null),
  copying: shallowRef(null),
  copied: ref(null),
  many: ref(null),
})
const grid =
  (rest: object = {}) =>
  (words: Words) => ({
    ticked: [],
    arrangement: arrangementOf(columns(words)),
    columns: columns(words),
    set: { resultSet: 'rows-1', count: CODES.length },
    order: [{ column: 'created' as const, descending: true }],
    filter: {},
    site: SITE,
    read: async (_: string, offset: number, limit: number) => CODES.slice(offset, offset + limit),
    edit: async () => [],
    state: state(),
    context: rowContext(words),
    ...rest,
  })
const CELL = '[data-row="0"][data-column="recipient"] .content'
const drawn = async ({ appears }: OnScreen) => void (await appears(CELL))

const withMessage = (sent: Partial<NonNullable<(typeof LONG_CODE)['message']>>) =>
  codeRow(1, {
    message: {
      id: 31,
      state: 'sent',
      email: 'kurs1@havbris.example',
      elsewhere: false,
      at: '2026-03-03T10:12:00.000Z',
      day: '2026-03-03',
      ...sent,
    },
  })

const EVERY_LOOK = [
  LONG_CODE,
  codeRow(4, { status: 'deleted' }),
  codeRow(5, { expires: '2026-03-14' }),
  withMessage({}),
  withMessage({ state: 'failed' }),
  withMessage({ state: 'uncertain' }),
  withMessage({ elsewhere: true }),
]
const of = (rows: readonly (typeof LONG_CODE)[]) => ({
  set: { resultSet: 'rows-1', count: rows.length },
  read: async (_: string, offset: number, limit: number) => rows.slice(offset, offset + limit),
})

const rowPlan = { resultSet: 'rows-1', site: SITE }
const rowAction = { ranges: [[3, 15]] as const, point: [40, 20] as const }
const bar = { filter: {}, today: TODAY }
/** The list that the report is narrowed to, as it was pasted. */
const withList = {
  answers: { 'report.keepList': SOME_MISSING, 'report.batches': BATCHES } satisfies Answers,
  before: () => void useLists().keep(PASTED),
}

const line = { summary: SUMMARY, range: null, sums: null, ticked: 0, copying: null, copied: null }
const selection = { ticked: [[0, 488]] as const, resultSet: 'rows-1', total: 1204, site: SITE }
const report = (answers: Answers = {}) => ({
  answers: { ...reportAnswers(), ...answers },
  route: { name: 'report' },
  room: window,
})
const GRID = '[role=grid]'
/** Goes to the first row, then presses keys. */
const inGrid =
  (...keys: string[]) =>
  async (on: OnScreen) => {
    await drawn(on)
    await on.key(GRID, 'ArrowDown')
    for (const key of keys) await on.key(GRID, key)
  }

const exportQuestion = (count: number, ...examples: string[]) => ({
  values: { count, examples },
  request: {
    resultSet: 'rows-1',
    ranges: [[0, 2000]] as [number, number][],
    columns: ['code'] as const,
    today: day('2026-03-09'),
  },
})

export default {
  BulkPopover: story(BulkPopover, {
    ready: {
      props: ({ t, say }) => ({
        modelValue: true,
        title: t('report.extend.button'),
        apply: say({ nb: 'Forleng 488 koder', en: 'Extend 488 codes' }),
        ready: true,
        busy: false,
      }),
      slots: { ...opener, default: () => h('p', '488') },
      room: above,
    },
    busy: {
      props: ({ t, say }) => ({
        modelValue: true,
        title: t('report.remove.button'),
        apply: say({ nb: 'Slett 488 koder', en: 'Delete 488 codes' }),
        danger: true,
        ready: true,
        busy: true,
      }),
      slots: { ...opener, default: () => h('p', '488') },
      room: above,
    },
  }),
  CodeDetails: story(CodeDetails, {
    active: {
      props: { row: codeRow(1), site: SITE },
      answers: { 'report.details': codeDetails() },
      room: pane,
    },
    'partly used, much happened': {
      props: { row: BUSY_DETAILS.row, site: SITE },
      answers: { 'report.details': BUSY_DETAILS },
      room: pane,
    },
    'long texts, unlimited': {
      props: { row: LONG_CODE, site: SITE },
      answers: { 'report.details': codeDetails(LONG_CODE) },
      room: pane,
    },
    'with a link': {
      props: { row: codeRow(1), site: SITE_WITH_PROMO_LINK },
      answers: { 'report.details': codeDetails() },
      room: pane,
      act: async ({ appears }) => void (await appears('.qr-code path')),
    },
    deleted: {
      props: { row: codeRow(4, { status: 'deleted' }), site: SITE },
      answers: { 'report.details': codeDetails() },
      room: pane,
    },
    'expires soon': {
      props: { row: codeRow(5, { expires: '2026-03-14', batchName: '' }), site: SITE },
      answers: { 'report.details': codeDetails() },
      room: pane,
    },
    loading: {
      props: { row: codeRow(1), site: SITE },
      answers: { 'report.details': pending },
      room: pane,
    },
  }),
  ColumnsMenu: story(ColumnsMenu, {
    closed: {
      props: (words) => ({ modelValue: arrangementOf(columns(words)), columns: columns(words) }),
    },
    open: {
      props: (words) => ({
        modelValue: withHidden(columns(words), arrangementOf(columns(words)), 'service', true),
        columns: columns(words),
      }),
      act: opened,
    },
  }),
  CopyManyDialog: story(CopyManyDialog, {
    many: { props: { modelValue: 250_000 } },
    'more than a sheet holds': { props: { modelValue: 1_204_318 } },
    'not asked': { props: { modelValue: null } },
  }),
  ExportQuestionDialog: story(ExportQuestionDialog, {
    one: { props: { modelValue: exportQuestion(1, '00123') } },
    several: { props: { modelValue: exportQuestion(1204, '00123', '1E5', 'MAR-1', 'TRUE', '2026-12-24') } },
    'not asked': { props: { modelValue: null } },
  }),
  CountedButton: story(CountedButton, {
    counted: {
      props: ({ t }) => ({ icon: CalendarPlus, label: t('report.extend.button'), count: 1204 }),
    },
    counting: {
      props: ({ t }) => ({ icon: CalendarPlus, label: t('report.extend.button'), count: null }),
    },
    none: { props: ({ t }) => ({ icon: CalendarPlus, label: t('report.extend.button'), count: 0 }) },
    danger: {
      props: ({ t }) => ({ icon: Trash2, label: t('report.remove.button'), count: 488, danger: true }),
    },
  }),
  DeletePopover: story(DeletePopover, {
    closed: { props: { picked, changeable: 488 } },
    'nothing to delete': { props: { picked, changeable: 0 } },
    counted: {
      props: { picked, changeable: 488, modelValue: true },
      answers: { 'promo.planDelete': bulkPlan() },
      room: above,
      act: counted,
    },
    'some used and sent': {
      props: { picked, changeable: 312, modelValue: true },
      answers: { 'promo.planDelete': DELETION },
      room: above,
      act: counted,
    },
    'some skipped': {
      props: { picked, changeable: 312, modelValue: true },
      answers: { 'promo.planDelete': MIXED },
      room: above,
      act: counted,
    },
    counting: {
      props: { picked, changeable: null, modelValue: true },
      answers: { 'promo.planDelete': pending },
      room: above,
    },
    failed: {
      props: { picked, changeable: 488, modelValue: true },
      answers: { 'promo.planDelete': outdated },
      room: above,
    },
    'moved since': {
      props: { picked, changeable: 488, modelValue: true },
      answers: {
        'promo.planDelete': bulkPlan(),
        'promo.delete': new Refusal('plan.moved', { planned: 490, now: 488 }),
      },
      room: above,
      act: async (on) => {
        await counted(on)
        await on.click('.v-overlay--active .action')
        await counted(on)
      },
    },
  }),
  EmptyReport: story(EmptyReport, {
    'no codes yet': { props: { filter: {} } },
    'none that fit': { props: { filter: filter({ text: 'vestlia', status: ['expired'] }) } },
    'none that fit all of them': {
      props: { filter: { ...FULL_FILTER, list: SOME_MISSING.list } },
      ...withList,
    },
  }),
  ExportMenu: story(ExportMenu, {
    closed: { props: { total: 1204, ticked: [] } },
    'all or selected': { props: { total: 1_204_318, ticked: [[0, 488]] }, act: opened },
    'selected only': {
      props: { total: 1204, ticked: [[0, 488]], onlyTicked: true },
      act: opened,
      room: { width: 300, height: 300 },
    },
    'no rows': { props: { total: 0, ticked: [] } },
  }),
  ChangeTermsPopover: story(ChangeTermsPopover, {
    closed: { props: { picked, changeable: 488, site: SITE } },
    'no value yet': { props: { picked, changeable: 488, site: SITE }, act: opened, room: above },
    counted: {
      props: { picked, changeable: 312, site: SITE },
      answers: { 'promo.planChangeTerms': TERMS_PLAN },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.type('.v-overlay--active input[maxlength]', '30 USD')
        await counted(on)
      },
    },
    wrong: {
      props: { picked, changeable: 488, site: SITE },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.type('.v-overlay--active input[maxlength]', 'mye')
      },
    },
  }),
  ExtendPopover: story(ExtendPopover, {
    closed: { props: { picked, changeable: 488, site: SITE } },
    'no date yet': { props: { picked, changeable: 488, site: SITE }, act: opened, room: above },
    counted: {
      props: { picked, changeable: 312, site: SITE },
      answers: { 'promo.planExtend': MIXED },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.type('.v-overlay--active input', '2026-06-30')
        await counted(on)
      },
    },
    'a day that has passed': {
      props: { picked, changeable: 488, site: SITE },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.type('.v-overlay--active input', '2026-03-01')
      },
    },
    'by days, counted': {
      props: { picked, changeable: 312, site: SITE },
      answers: { 'promo.planExtend': EXTENSION },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.click('.v-overlay--active .how :last-child')
        await on.type('.v-overlay--active input[inputmode=numeric]', '30')
        await counted(on)
      },
    },
    'by days, wrong': {
      props: { picked, changeable: 488, site: SITE },
      room: above,
      act: async (on) => {
        await opened(on)
        await on.click('.v-overlay--active .how :last-child')
        await on.type('.v-overlay--active input[inputmode=numeric]', '4 000')
      },
    },
  }),
  ExtensionRows: story(ExtensionRows, {
    'some of many': {
      props: { examples: EXTENSION.extension?.examples ?? [], more: true },
      room: { width: 360 },
    },
    all: {
      props: { examples: EXTENSION.extension?.examples.slice(0, 1) ?? [], more: false },
      room: { width: 360 },
    },
    none: { props: { examples: [], more: true }, room: { width: 360 } },
  }),
  RowPlan: story(RowPlan, {
    'nothing chosen': { props: { ...rowPlan, modelValue: null } },
    extend: { props: { ...rowPlan, modelValue: { ...rowAction, kind: 'extend' } }, room: above },
    restore: {
      props: { ...rowPlan, modelValue: { ...rowAction, kind: 'restore' } },
      answers: { 'promo.planRestore': MIXED_RESTORATION },
      room: above,
      act: counted,
    },
    remove: {
      props: { ...rowPlan, modelValue: { ...rowAction, kind: 'remove' } },
      answers: { 'promo.planDelete': DELETION },
      room: above,
      act: counted,
    },
  }),
  ParameterBar: story(ParameterBar, {
    'nothing set': { props: bar },
    'some set': {
      props: { ...bar, filter: filter({ text: 'vest', status: ['active'], usage: 'unused' }) },
    },
    'a list': { props: { ...bar, filter: { list: SOME_MISSING.list } }, ...withList },
    'everything set': {
      props: { ...bar, filter: { ...FULL_FILTER, list: SOME_MISSING.list } },
      ...withList,
    },
    'with buttons at the end': {
      props: bar,
      slots: { default: () => h('button', { type: 'button' }, '…') },
    },
  }),
  ParameterChip: story(ParameterChip, {
    status: { props: { of: 'status', value: 'Aktiv', filter: FULL_FILTER, today: TODAY } },
    list: { props: { of: 'list', value: '500', filter: FULL_FILTER, today: TODAY } },
  }),
  ParameterForm: story(ParameterForm, {
    expires: form('expires', {}),
    'expires, days from today': form('expires', { expires: { fromDays: 0, toDays: 30 } }),
    created: form('created'),
    'created, long ago': form('created', { created: { toDays: -30 } }),
    'redeemed, ends before it begins': {
      ...form('redeemed', { redeemed: { from: day('2026-03-05'), to: day('2026-03-01') } }),
      act: ({ click }) => click('button[type=submit]'),
    },
    status: form('status'),
    service: form('service'),
    recipient: form('recipient'),
    email: form('email', filter({ email: LONG_CODE.email })),
    code: form('code'),
    'discount, a percentage': form('discount'),
    'discount, an amount': form('discount', filter({ discount: { kind: 'amount', minor: 9050 } })),
    'discount, wrong': {
      ...form('discount', {}),
      act: async (on) => {
        await on.type('input[inputmode=decimal]', '120')
        await on.click('button[type=submit]')
      },
    },
    usage: form('usage'),
    'usage, counting': { ...form('usage'), answers: { 'report.values': pending } },
    batch: form('batch'),
    message: form('message'),
  }),
  ParameterMenu: story(ParameterMenu, {
    'which one': {
      props: { filter: {}, today: TODAY },
      slots: opener,
      act: opened,
    },
    'one of them': {
      props: { filter: FULL_FILTER, today: TODAY, parameter: 'status' },
      answers: { 'report.values': valuesOf },
      slots: opener,
      act: opened,
    },
  }),
  PlanLines: story(PlanLines, {
    counting: {
      props: { change: 'report.extend.change', plan: null, failure: null, counting: true, moved: '' },
    },
    'all of them': {
      props: {
        change: 'report.remove.change',
        plan: bulkPlan(),
        failure: null,
        counting: false,
        moved: '',
      },
    },
    'some skipped': {
      props: { change: 'report.extend.change', plan: MIXED, failure: null, counting: false, moved: '' },
    },
    'none of them': {
      props: {
        change: 'panels.restore.change',
        plan: NONE_CHANGE,
        failure: null,
        counting: false,
        moved: '',
      },
    },
    moved: {
      props: (words) => ({
        change: 'report.remove.change',
        plan: bulkPlan(),
        failure: null,
        counting: false,
        moved: moved(words),
      }),
    },
    failed: {
      props: {
        change: 'report.remove.change',
        plan: null,
        failure: outdated,
        counting: false,
        moved: '',
      },
    },
  }),
  PlannedPopover: story(PlannedPopover, {
    closed: {
      props: { modelValue: false, kind: 'extend', action: action(), changeable: null },
    },
    extend: {
      props: { modelValue: true, kind: 'extend', action: action({ plan: MIXED }), changeable: 312 },
      room: above,
    },
    restore: {
      props: {
        modelValue: true,
        kind: 'restore',
        action: action({ plan: MIXED_RESTORATION }),
        changeable: 118,
      },
      room: above,
    },
    'remove, busy': {
      props: {
        modelValue: true,
        kind: 'remove',
        action: action({ plan: bulkPlan(), busy: true }),
        changeable: 488,
      },
      room: above,
    },
    'nothing would change': {
      props: { modelValue: true, kind: 'remove', action: action({ plan: NONE_CHANGE }), changeable: 0 },
      room: above,
    },
  }),
  PrintMenu: story(PrintMenu, {
    'all rows': { props: { total: 1204, ticked: [] }, act: ({ click }) => click('.v-btn') },
    'selected rows': { props: { total: 1204, ticked: [[0, 3]] }, act: ({ click }) => click('.v-btn') },
    'no rows': { props: { total: 0, ticked: [] } },
  }),
  ReportActions: story(ReportActions, {
    rows: { props: { total: 1204, ticked: [] } },
    'no rows': { props: { total: 0, ticked: [] } },
  }),
  ReportGrid: story(ReportGrid, {
    rows: { props: grid(), room: window, act: drawn },
    'rows of every look': { props: grid(of(EVERY_LOOK)), room: window, act: drawn },
    'narrowed, some ticked': {
      props: grid({ filter: filter({ status: ['active'], usage: 'unused' }), ticked: [[1, 4]] }),
      room: window,
      act: drawn,
    },
    'filter of a column': {
      props: grid({ filter: filter({ status: ['active'] }) }),
      room: window,
      act: async (on) => {
        await drawn(on)
        await on.key(GRID, 'ArrowDown')
        await on.key(GRID, 'ArrowDown', { altKey: true })
        await on.appears('[role=menu]')
      },
    },
    'menu of a row': {
      props: grid(),
      room: window,
      act: async (on) => {
        await inGrid()(on)
        await on.key(GRID, 'F10', { shiftKey: true })
        await on.appears('[role=menu]')
      },
    },
  }),
  ReportPage: story(ReportPage, {
    'many rows': { ...report(), act: drawn },
    'many rows, narrowed': {
      ...report({ 'views.list': [view(), LONG_VIEW] }),
      route: { name: 'report', query: { status: 'active', usage: 'unused', saved: '1' } },
      act: drawn,
    },
    loading: report({
      'report.open': pending,
      'overview.get': pending,
      'views.list': pending,
    }),
    'no codes yet': report({
      'report.open': { resultSet: 'rows-1', count: 0 },
      'report.summary': NO_CODES,
    }),
    'none that fit': {
      ...report({
        'report.open': { resultSet: 'rows-1', count: 0 },
        'report.summary': NO_CODES,
      }),
      route: { name: 'report', query: { text: 'høstkurs', expiresTo: '2026-03-31' } },
    },
    failed: report({ 'report.open': new Refusal('storage.full', {}) }),
    'details of a code': {
      ...report({ 'report.details': BUSY_DETAILS }),
      act: async (on) => {
        await inGrid('Enter')(on)
        await on.appears('.events')
      },
    },
    'all selected': {
      ...report({
        'promo.planDelete': bulkPlan({
          selected: SUMMARY.codes,
          change: SUMMARY.codes - SUMMARY.deleted,
          skipped: [skipped('deleted', SUMMARY.deleted)],
        }),
        'promo.planRestore': bulkPlan({ selected: SUMMARY.codes, change: SUMMARY.deleted }),
      }),
      act: async (on) => {
        await drawn(on)
        await on.key(GRID, 'a', { ctrlKey: true })
        await on.appears('.selection .actions')
      },
    },
  }),
  RestorePopover: story(RestorePopover, {
    closed: { props: { picked, changeable: 118 } },
    counted: {
      props: { picked, changeable: 118 },
      answers: { 'promo.planRestore': MIXED_RESTORATION },
      room: above,
      act: async (on) => {
        await opened(on)
        await counted(on)
      },
    },
    counting: {
      props: { picked, changeable: 118 },
      answers: { 'promo.planRestore': pending },
      room: above,
      act: opened,
    },
  }),
  SearchBox: story(SearchBox, {
    empty: { props: { text: '' } },
    text: { props: { text: 'vestlia' } },
    'long text': { props: { text: LONG_CODE.email } },
  }),
  SelectionBar: story(SelectionBar, {
    counting: { props: selection, answers: { 'promo.planDelete': pending } },
    'some selected': { props: selection, answers: { 'promo.planDelete': bulkPlan() } },
    'some can be restored': {
      props: selection,
      answers: { 'promo.planDelete': MIXED, 'promo.planRestore': MIXED_RESTORATION },
    },
    'none can be restored': {
      props: selection,
      answers: {
        'promo.planDelete': MIXED,
        'promo.planRestore': bulkPlan({ change: 0, skipped: [skipped('expired', 120)] }),
      },
    },
    'all of very many': {
      props: { ...selection, ticked: [[0, SUMMARY.codes]], total: SUMMARY.codes },
      answers: {
        'promo.planDelete': bulkPlan({
          selected: SUMMARY.codes,
          change: 804_100,
          skipped: [skipped('deleted', 312_044), skipped('used', 88_102)],
        }),
        'promo.planRestore': bulkPlan({ selected: SUMMARY.codes, change: 312_044 }),
      },
    },
  }),
  StatusLine: story(StatusLine, {
    counted: { props: line },
    counting: { props: { ...line, summary: null } },
    'no codes': { props: { ...line, summary: NO_CODES } },
    range: {
      props: { ...line, range: { rows: 1204, columns: 3, from: 0, keys: ['code', 'recipient', 'email'] } },
    },
    'range with sums': {
      props: {
        ...line,
        range: { rows: 1204, columns: 2, from: 0, keys: ['discount', 'used'] },
        sums: {
          codes: 1204,
          used: 988,
          discounts: [
            { currency: 'USD', minor: 1_204_050, codes: 700 },
            { currency: 'GBP', minor: 90_000, codes: 30 },
          ],
        },
      },
    },
    ticked: { props: { ...line, ticked: 488 } },
    copying: {
      props: { ...line, ticked: 488, copying: { done: 312, total: 488, cancel: () => undefined } },
    },
    copied: { props: { ...line, ticked: 488, copied: 488 } },
  }),
  OutdatedMark: story(OutdatedMark, {
    'as it is': { props: { outdated: null } },
    'all kinds': { props: { outdated: { gone: 6, added: 1204, moved: true, by: [] } } },
    'another order': { props: { outdated: { gone: 0, added: 0, moved: true, by: [] } } },
    'by two persons': {
      props: {
        outdated: { gone: 6, added: 0, moved: false, by: ['Kari Nordmann', 'Ola Wærnes-Kristoffersen'] },
      },
    },
  }),
  ViewTabs: story(ViewTabs, {
    outdated: { props: { ...tabs, outdated: { gone: 6, added: 0, moved: false, by: [] } } },
    usual: { props: tabs },
    counting: { props: { ...tabs, counts: null } },
    'a saved view': {
      props: { ...tabs, view: undefined, saved: saved([view(), LONG_VIEW], LONG_VIEW, true) },
    },
    'more views than fit': {
      props: {
        ...tabs,
        saved: saved(Array.from({ length: 24 }, (_, i) => view({ id: i + 1, name: `Vårkurs ${2003 + i}` }))),
      },
    },
    'saving, with a list': {
      props: { ...tabs, listed: true },
      act: async (on) => {
        await on.click('.save')
        await on.appears('#name-of-view')
      },
    },
    renaming: {
      props: { ...tabs, view: undefined, saved: saved([view()], view()) },
      act: async (on) => {
        await on.click('.more')
        await on.click('.v-overlay--active .v-list-item')
        await on.appears('#name-of-view')
      },
    },
  }),
}
