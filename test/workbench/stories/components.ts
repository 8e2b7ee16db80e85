import {
  CircleCheck,
  CircleX,
  Download,
  FileSpreadsheet,
  FileText,
  Info,
  Mail,
  Sprout,
  Ticket,
} from '@lucide/vue'
import { computed, h, ref } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import ActionButton from '../../../src-renderer/components/ActionButton.vue'
import ChangeButton from '../../../src-renderer/components/ChangeButton.vue'
import ActionKeys from '../../../src-renderer/components/ActionKeys.vue'
import AppDialog from '../../../src-renderer/components/AppDialog.vue'
import BatchChoice from '../../../src-renderer/components/BatchChoice.vue'
import ChangedDot from '../../../src-renderer/components/ChangedDot.vue'
import CountedTab from '../../../src-renderer/components/CountedTab.vue'
import DateField from '../../../src-renderer/components/DateField.vue'
import EyeButton from '../../../src-renderer/components/EyeButton.vue'
import DialogFailure from '../../../src-renderer/components/DialogFailure.vue'
import DraftNote from '../../../src-renderer/components/DraftNote.vue'
import DraftStrip from '../../../src-renderer/components/DraftStrip.vue'
import EmptyState from '../../../src-renderer/components/EmptyState.vue'
import FailurePanel from '../../../src-renderer/components/FailurePanel.vue'
import FieldHelp from '../../../src-renderer/components/FieldHelp.vue'
import FormatMenu from '../../../src-renderer/components/FormatMenu.vue'
import JobBar from '../../../src-renderer/components/JobBar.vue'
import LabelledField from '../../../src-renderer/components/LabelledField.vue'
import ModeTag from '../../../src-renderer/components/ModeTag.vue'
import MonthCalendar from '../../../src-renderer/components/MonthCalendar.vue'
import NoticeBar from '../../../src-renderer/components/NoticeBar.vue'
import NoticeStrip from '../../../src-renderer/components/NoticeStrip.vue'
import OutcomePanel from '../../../src-renderer/components/OutcomePanel.vue'
import PageFrame from '../../../src-renderer/components/PageFrame.vue'
import PageStrip from '../../../src-renderer/components/PageStrip.vue'
import QrCode from '../../../src-renderer/components/QrCode.vue'
import RefusalPanel from '../../../src-renderer/components/RefusalPanel.vue'
import SavedOtherwiseStrip from '../../../src-renderer/components/SavedOtherwiseStrip.vue'
import SearchText from '../../../src-renderer/components/SearchText.vue'
import SegmentedChoice from '../../../src-renderer/components/SegmentedChoice.vue'
import SegmentedLinks from '../../../src-renderer/components/SegmentedLinks.vue'
import StateChip from '../../../src-renderer/components/StateChip.vue'
import StatusChip from '../../../src-renderer/components/StatusChip.vue'
import TextInput from '../../../src-renderer/components/TextInput.vue'
import WayRow from '../../../src-renderer/components/WayRow.vue'
import ValueFigure from '../../../src-renderer/components/ValueFigure.vue'
import { useJobs } from '../../../src-renderer/stores/jobs.ts'
import { useNotices } from '../../../src-renderer/stores/notices.ts'
import { operation } from '../data/history.ts'
import { BATCHES } from '../data/report.ts'
import { day, instant, TODAY } from '../data/site.ts'
import { pending } from '../fake-host.ts'
import { story, type Words } from '../story.ts'

/** The draft of a form, restored then, or with another one of that time. */
const draft = (at: { restoredFrom?: string; newerAt?: string }) => ({
  restoredFrom: ref(at.restoredFrom === undefined ? null : instant(at.restoredFrom)),
  newerAt: computed(() => (at.newerAt === undefined ? null : instant(at.newerAt))),
  takeNewer: () => undefined,
  keepMine: () => undefined,
  discard: async () => undefined,
})

const extending = { jobId: 'job-1', method: 'promo.extend', waitsFor: null, cancelling: false }
const LONG = {
  nb: 'Nordnorsk senter for etterutdanning av helsepersonell i distriktene har ikke svart på forespørselen',
  en: 'The Northern Norwegian Centre for Continuing Education of Health Workers has not answered the request',
}
const dialog = ({ say }: Words) => ({
  modelValue: true,
  title: say({ nb: 'Slett 21 koder', en: 'Delete 21 codes' }),
})
const formats = ({ say }: Words) => ({
  label: say({ nb: 'Lagre rapporten', en: 'Save the report' }),
  location: 'bottom end' as const,
  groups: [
    {
      key: 'rows',
      title: say({ nb: '488 rader', en: '488 rows' }),
      items: [
        {
          key: 'xlsx',
          icon: FileSpreadsheet,
          label: 'Excel (.xlsx)',
          testId: 'xlsx',
          choose: () => undefined,
        },
        { key: 'csv', icon: FileText, label: 'Text (.csv)', testId: 'csv', choose: () => undefined },
      ],
    },
  ],
})
const ways = ({ say }: Words) => [
  {
    key: 'file',
    icon: FileSpreadsheet,
    title: say({ nb: 'Velg en annen fil', en: 'Choose another file' }),
    detail: say({ nb: '.xlsx, .xls, .ods, .csv eller .txt', en: '.xlsx, .xls, .ods, .csv or .txt' }),
    button: say({ nb: 'Velg fil', en: 'Choose file' }),
  },
  {
    key: 'example',
    icon: Download,
    title: say({ nb: 'Begynn med et eksempel', en: 'Start from an example' }),
    button: say({ nb: 'Last ned', en: 'Download' }),
  },
]
const refusal = (words: Words) => ({
  fact: words.say({
    nb: 'Filen har 1 001 mottakere. Grensen er 1 000.',
    en: 'The file has 1,001 recipients. The limit is 1,000.',
  }),
  consequence: words.say({ nb: 'Ingen koder er opprettet.', en: 'No codes were created.' }),
  ways: ways(words),
})
const languages = [
  { value: 'nb', label: 'Norsk' },
  { value: 'en', label: 'English' },
] as const

export default {
  BatchChoice: story(BatchChoice, {
    chosen: {
      props: { modelValue: 4 },
      answers: { 'report.batches': BATCHES },
      room: { width: 360 },
      act: async ({ appears }) => void (await appears('input[type=radio]')),
    },
    loading: {
      props: { modelValue: null },
      answers: { 'report.batches': pending },
      room: { width: 360 },
    },
    'none yet': {
      props: { modelValue: null },
      answers: { 'report.batches': [] },
      room: { width: 360 },
      act: async ({ appears }) => void (await appears('.hint')),
    },
    'none of that name': {
      props: { modelValue: null },
      answers: { 'report.batches': ({ text }) => (text ? [] : BATCHES) },
      room: { width: 360 },
      act: async (on) => {
        await on.type('input[type=text]', 'høstkurs')
        await on.appears('.hint')
      },
    },
  }),
  ActionButton: story(ActionButton, {
    'shortcut in its tooltip': { props: { action: 'find' } },
    'shortcut on it': {
      props: { action: 'undo', keyed: true, noIcon: true },
    },
    'cannot be done on this page': { props: { action: 'printReport' } },
    'text of its own': {
      props: { action: 'createCodes' },
      slots: { default: () => LONG.nb },
    },
  }),
  ActionKeys: story(ActionKeys, { shown: { props: { action: 'findCodes' } } }),
  ChangeButton: story(ChangeButton, {
    usual: { slots: { default: () => LONG.nb } },
    off: { props: { disabled: true }, slots: { default: () => LONG.nb } },
  }),
  AppDialog: story(AppDialog, {
    open: {
      props: dialog,
      slots: {
        default: () => '21 koder slettes og kan ikke brukes mer. · 21 codes are deleted.',
        actions: () => [h('button', { type: 'button', class: 'link' }, 'OK')],
      },
    },
    'without actions': { props: dialog, slots: { default: () => 'Ctrl K' } },
    'long title': {
      props: ({ say }) => ({ modelValue: true, title: say(LONG), width: 360 }),
      slots: { default: () => Array.from({ length: 60 }, (_, i) => h('p', `${i + 1}. ${LONG.nb}`)) },
    },
  }),
  ChangedDot: story(ChangedDot, { alone: { props: ({ t }) => ({ label: t('commerce.changed') }) } }),
  CountedTab: story(CountedTab, {
    counted: { props: { count: '488' }, slots: { default: () => 'Alle · All' } },
    uncounted: { slots: { default: () => 'Alle · All' } },
  }),
  DateField: story(DateField, {
    empty: {
      props: ({ say }) => ({
        modelValue: null,
        today: TODAY,
        label: say({ nb: 'Utløpsdato', en: 'Expiry date' }),
      }),
      room: { width: 320 },
    },
    chosen: {
      props: ({ say }) => ({
        modelValue: day('2026-06-30'),
        today: TODAY,
        label: say({ nb: 'Utløpsdato', en: 'Expiry date' }),
        hint: say({ nb: 'gyldig til og med hele dagen', en: 'valid through the whole day' }),
      }),
      room: { width: 320 },
    },
    wrong: {
      props: ({ say }) => ({
        modelValue: day('2026-01-31'),
        today: TODAY,
        label: say({ nb: 'Utløpsdato', en: 'Expiry date' }),
        error: say({
          nb: 'Datoen er passert. Velg i dag eller senere.',
          en: 'The date has passed. Choose today or later.',
        }),
      }),
      room: { width: 320 },
    },
    'calendar open': {
      props: ({ say }) => ({
        modelValue: day('2026-06-30'),
        today: TODAY,
        min: TODAY,
        label: say({ nb: 'Utløpsdato', en: 'Expiry date' }),
      }),
      room: { width: 320 },
      act: async ({ click, appears }) => {
        await click('.opener')
        await appears('.calendar')
      },
    },
  }),
  DialogFailure: story(DialogFailure, {
    none: {},
    failed: {
      act: async ({ appears }) => {
        useNotices().failed(() => ({ fact: LONG.nb, rest: LONG.en }))
        await appears('[data-testid=dialog-failure]')
      },
    },
  }),
  FieldHelp: story(FieldHelp, {
    closed: { props: ({ t }) => ({ name: 'commerce.vendor', label: t('commerce.fields.vendor') }) },
    open: {
      props: ({ t }) => ({ name: 'create.file', label: t('create.fields.file') }),
      act: async ({ click, appears }) => {
        await click('.help-button')
        await appears('[data-testid=help] p')
      },
    },
  }),
  EyeButton: story(EyeButton, {
    hidden: {
      props: ({ t }) => ({ modelValue: false, words: { show: t('secrets.show'), hide: t('secrets.hide') } }),
    },
    seen: {
      props: ({ t }) => ({ modelValue: true, words: { show: t('secrets.show'), hide: t('secrets.hide') } }),
    },
  }),
  EmptyState: story(EmptyState, {
    'with a way on': {
      props: ({ t }) => ({ fact: t('history.empty'), hint: t('history.emptyHint') }),
      slots: { default: () => h('button', { type: 'button' }, 'Opprett') },
    },
    'a fact alone': { props: ({ t }) => ({ fact: t('mail.list.noneOf') }) },
  }),
  FailurePanel: story(FailurePanel, {
    known: { props: { failure: new Refusal('storage.damaged', {}) } },
    'not known': { props: { failure: new Error('a mistake in the program') } },
  }),
  FormatMenu: story(FormatMenu, {
    closed: {
      props: formats,
      slots: {
        activator: ({ activator }) => h('button', { type: 'button', class: 'link', ...activator }, '…'),
      },
    },
    open: {
      props: formats,
      slots: {
        activator: ({ activator }) => h('button', { type: 'button', class: 'link', ...activator }, '…'),
      },
      act: async ({ click, appears }) => {
        await click('.story-room button')
        await appears('[data-testid=csv]')
      },
    },
  }),
  JobBar: story(JobBar, {
    running: {
      props: ({ t }) => ({
        job: { ...extending, progress: { done: 312, total: 488 } },
        label: t('shell.jobs.extend'),
      }),
    },
    'total not known': {
      props: ({ t }) => ({
        job: { ...extending, progress: { done: 0, total: null } },
        label: t('shell.jobs.extend'),
      }),
    },
    'waiting for a change': {
      props: ({ t }) => ({
        job: { ...extending, progress: { done: 0, total: 488 }, waitsFor: 'promo.create' },
        label: t('shell.jobs.extend'),
      }),
    },
    'waiting for what has no name': {
      props: ({ t }) => ({
        job: { ...extending, progress: { done: 0, total: null }, waitsFor: 'site.update' },
        label: t('shell.jobs.extend'),
      }),
    },
    cancelling: {
      props: ({ t }) => ({
        job: { ...extending, cancelling: true, progress: { done: 1_000_000, total: 5_000_000 } },
        label: t('shell.jobs.extend'),
      }),
    },
  }),
  LabelledField: story(LabelledField, {
    plain: {
      props: ({ say }) => ({ label: say({ nb: 'Navn', en: 'Name' }) }),
      slots: { default: ({ id }) => h('input', { id }) },
    },
    'changed, with hint': {
      props: ({ t, say }) => ({
        label: say({ nb: 'Navn', en: 'Name' }),
        hint: say({ nb: 'Vises for kjøperen', en: 'Shown to the buyer' }),
        changed: t('commerce.changed'),
      }),
      slots: { default: ({ id, describedby }) => h('input', { id, 'aria-describedby': describedby }) },
    },
    wrong: {
      props: ({ say }) => ({
        label: say({ nb: 'Navn', en: 'Name' }),
        error: say({
          nb: 'Navnet mangler. Skriv inn bedriftens navn.',
          en: 'The name is missing. Enter the company’s name.',
        }),
      }),
      slots: {
        default: ({ id, describedby, invalid }) =>
          h('input', { id, 'aria-describedby': describedby, 'aria-invalid': invalid }),
        hint: () => 'help@example.com',
      },
    },
  }),
  ModeTag: story(ModeTag, {
    test: { props: { mode: 'test' } },
    production: { props: { mode: 'production' }, slots: { default: () => 'PayPal' } },
  }),
  MonthCalendar: story(MonthCalendar, {
    today: { props: { modelValue: null, today: TODAY } },
    'with a first day': { props: { modelValue: day('2026-03-31'), today: TODAY, min: TODAY } },
  }),
  NoticeBar: story(NoticeBar, {
    empty: {},
    done: {
      before: () =>
        useNotices().done(() => ({
          fact: '21 koder forlenget til 30.06.2026.',
          rest: '2 slettede koder ble hoppet over.',
          link: { label: 'Rapport', to: { name: 'report' } },
        })),
    },
    'done, can be undone': {
      answers: {
        'history.list': {
          total: 1,
          operations: [operation({ kind: 'delete-codes', changed: 21, skipped: [] })],
        },
      },
      before: () => useNotices().done(() => ({ fact: '21 koder slettet.' }), 1),
    },
    failed: { before: () => useNotices().failed(() => ({ fact: LONG.nb, rest: LONG.en })) },
    hint: { before: () => useNotices().hint(() => ({ fact: 'Webex Events er i produksjon.' })) },
    unclear: {
      before: () => useNotices().unclear(() => ({ fact: 'Svaret kom ikke frem.', rest: 'Det undersøkes.' })),
    },
    'with a job': {
      answers: { 'jobs.list': [{ ...extending, progress: { done: 312, total: 488 } }] },
      before: () => {
        void useJobs().load()
        useNotices().done(() => ({ fact: '21 koder slettet.' }))
      },
      act: async ({ appears }) => void (await appears('.job')),
    },
    'with several jobs, narrow': {
      answers: {
        'jobs.list': [
          { ...extending, progress: { done: 312, total: 488 } },
          { ...extending, jobId: 'job-2', method: 'report.export', progress: { done: 0, total: null } },
        ],
      },
      before: () => void useJobs().load(),
      room: { width: 480 },
      act: async ({ appears }) => void (await appears('.job')),
    },
  }),
  DraftNote: story(DraftNote, {
    kept: { props: { at: instant('2026-03-12T08:40:00.000Z') } },
    none: { props: { at: null } },
  }),
  DraftStrip: story(DraftStrip, {
    restored: { props: { draft: draft({ restoredFrom: '2026-03-11T15:00:00.000Z' }) } },
    'restored, with passwords': {
      props: { draft: draft({ restoredFrom: '2026-03-12T08:40:00.000Z' }), passwords: true },
    },
    'restored, to be discarded here': {
      props: { draft: draft({ restoredFrom: '2026-03-12T08:40:00.000Z' }), discards: true },
    },
    'another draft': { props: { draft: draft({ newerAt: '2026-03-12T08:40:00.000Z' }) } },
    narrow: {
      props: { draft: draft({ newerAt: '2026-03-12T08:40:00.000Z' }) },
      room: { width: 348 },
    },
  }),
  NoticeStrip: story(NoticeStrip, {
    warning: {
      props: ({ say }) => ({
        fact: say({ nb: 'Noen har lagret imens.', en: 'Somebody saved meanwhile.' }),
        rest: say(LONG),
        button: say({ nb: 'Se endringene', en: 'See the changes' }),
      }),
    },
    calm: {
      props: ({ say }) => ({
        fact: say({ nb: 'Utkastet er hentet frem.', en: 'The draft is back.' }),
        calm: true,
      }),
    },
  }),
  OutcomePanel: story(OutcomePanel, {
    good: {
      props: ({ say }) => ({
        icon: CircleCheck,
        tone: 'good',
        fact: say({ nb: '488 koder er opprettet', en: '488 codes were created' }),
      }),
      slots: {
        default: () => h('p', 'VESTLIA-2026'),
        ways: () => [h(WayRow, { icon: Ticket, title: 'Rapport', detail: '488' })],
      },
    },
    bad: { props: ({ say }) => ({ icon: CircleX, tone: 'bad', fact: say(LONG) }) },
    calm: {
      props: ({ say }) => ({
        icon: Info,
        tone: 'calm',
        fact: say({ nb: 'Ingenting er endret', en: 'Nothing was changed' }),
      }),
    },
  }),
  PageFrame: story(PageFrame, {
    full: {
      props: { crumbsLabel: 'Sti' },
      slots: {
        crumbs: () => 'E-handel › Webex Events',
        title: () => 'Webex Events',
        subtitle: () => 'Vestlia Kurs',
        actions: () => h('button', { type: 'button', class: 'link' }, 'F1'),
        default: () => Array.from({ length: 60 }, (_, i) => h('p', String(i + 1))),
        bar: () => 'Ctrl S',
      },
      room: { height: 'window' },
    },
    flush: {
      props: { flush: true },
      slots: { title: () => LONG.nb, default: () => 'Rutenett' },
      room: { height: 'window' },
    },
  }),
  PageStrip: story(PageStrip, {
    note: {
      props: ({ t }) => ({ icon: Sprout, fact: t('shell.sample.text'), rest: t('shell.sample.about') }),
    },
    warning: {
      props: ({ say }) => ({ icon: Info, tone: 'warning', fact: say(LONG), rest: say(LONG) }),
      slots: { default: () => h('button', { type: 'button', class: 'link' }, 'OK') },
    },
  }),
  QrCode: story(QrCode, {
    address: {
      props: ({ say }) => ({
        text: 'https://kurs.vestlia.example/bestill?kode=VESTLIA-7301',
        label: say({
          nb: 'QR-kode med lenken for VESTLIA-7301',
          en: 'QR code with the link for VESTLIA-7301',
        }),
      }),
      room: { width: 164 },
    },
  }),
  RefusalPanel: story(RefusalPanel, {
    'ways out': { props: refusal },
    calm: {
      props: (words) => ({ ...refusal(words), calm: true }),
      slots: { default: () => h('p', 'example.xlsx') },
    },
    'no way out': { props: ({ say }) => ({ fact: say(LONG), ways: [] }) },
  }),
  SavedOtherwiseStrip: story(SavedOtherwiseStrip, {
    'two fields': {
      props: ({ say }) => ({ fields: say({ nb: 'emnet og teksten', en: 'the subject and the text' }) }),
      room: { width: 480 },
    },
  }),
  SearchText: story(SearchText, {
    empty: {
      props: { text: '', label: 'Search the history', placeholder: 'Words…', most: 200, clears: 'Clear' },
    },
    typed: {
      props: { text: 'SOMMER25', label: 'Code', placeholder: 'Code', most: 64, clears: 'Clear Code' },
    },
  }),
  SegmentedChoice: story(SegmentedChoice, {
    chosen: { props: { modelValue: 'nb', options: languages, label: 'Språk' } },
    disabled: { props: { modelValue: 'en', options: languages, label: 'Språk', disabled: true } },
  }),
  SegmentedLinks: story(SegmentedLinks, {
    second: {
      props: {
        label: 'Deler av siden',
        links: [
          { key: 'first', label: 'Meldinger', to: '/outbox', current: false },
          { key: 'second', label: 'Maler', to: '/outbox/templates', current: true },
        ],
      },
    },
  }),
  StateChip: story(StateChip, {
    good: { props: { look: { shape: 'disc', tone: 'good' }, word: 'Sendt' } },
    bad: { props: { look: { shape: 'cross', tone: 'bad' }, word: 'Mislyktes' } },
    doubt: { props: { look: { shape: 'diamond', tone: 'doubt' }, word: 'Usikkert' } },
    open: { props: { look: { shape: 'ring', tone: 'open' }, word: 'I kø' } },
    off: { props: { look: { shape: 'half', tone: 'off' }, word: 'Utløpt' } },
    plain: { props: { look: { shape: 'ring', tone: 'plain' }, word: 'Brukt opp' } },
    outlined: { props: { look: { shape: 'cross', tone: 'outlined' }, word: 'Slettet' } },
  }),
  StatusChip: story(
    StatusChip,
    Object.fromEntries(STATUSES.map((status) => [status, { props: { status } }])),
  ),
  TextInput: story(TextInput, {
    empty: {
      props: ({ say }) => ({ modelValue: '', label: say({ nb: 'Navn', en: 'Name' }) }),
      room: { width: 360 },
    },
    filled: {
      props: ({ say }) => ({
        modelValue: 'Vestlia Kurs AS',
        label: say({ nb: 'Navn', en: 'Name' }),
        hint: say({ nb: 'Vises for kjøperen', en: 'Shown to the buyer' }),
        changed: true,
      }),
      room: { width: 360 },
    },
    wrong: {
      props: ({ say }) => ({
        modelValue: 'kari.nordmann@',
        label: say({ nb: 'E-post', en: 'Email' }),
        error: say({ nb: 'Adressen er ikke hel.', en: 'The address is not complete.' }),
        mono: true,
      }),
      room: { width: 360 },
    },
    'several lines': {
      props: ({ say }) => ({
        modelValue: `${LONG.nb}\n\n${LONG.en}`,
        label: say({ nb: 'Topptekst', en: 'Header' }),
        rows: 3,
      }),
      slots: { default: () => h('p', { class: 'hint' }, '180 / 5000') },
      room: { width: 360 },
    },
  }),
  WayRow: story(WayRow, {
    plain: {
      props: ({ say }) => ({ icon: Mail, title: say({ nb: 'Send kodene', en: 'Send the codes' }) }),
      within: 'ul',
    },
    'with detail': {
      props: ({ say }) => ({ icon: Ticket, title: say(LONG), detail: say(LONG) }),
      slots: { default: () => h('button', { type: 'button', class: 'link' }, 'OK') },
      within: 'ul',
    },
  }),
  ValueFigure: story(ValueFigure, {
    some: { props: { codes: 1204 } },
    none: { props: { codes: 0 } },
    counting: { props: { codes: null } },
  }),
}
