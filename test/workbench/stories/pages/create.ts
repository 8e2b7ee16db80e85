import { h } from 'vue'
import type { ImportRow } from '#shared/contract/recipients.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { CreationPlan } from '#shared/contract/promo.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import type { Creation } from '#shared/domain/creation.ts'
import AlreadyHave from '../../../../src-renderer/pages/create/AlreadyHave.vue'
import ChangeMenu from '../../../../src-renderer/pages/create/ChangeMenu.vue'
import CodeFields from '../../../../src-renderer/pages/create/CodeFields.vue'
import CreateBar from '../../../../src-renderer/pages/create/CreateBar.vue'
import CreateForm from '../../../../src-renderer/pages/create/CreateForm.vue'
import CreatePage from '../../../../src-renderer/pages/create/CreatePage.vue'
import DonePanel from '../../../../src-renderer/pages/create/DonePanel.vue'
import { useCreateDraft } from '../../../../src-renderer/pages/create/draft.ts'
import FieldGroup from '../../../../src-renderer/pages/create/FieldGroup.vue'
import FileField from '../../../../src-renderer/pages/create/FileField.vue'
import FileHelp from '../../../../src-renderer/pages/create/FileHelp.vue'
import ColumnQuestion from '../../../../src-renderer/pages/create/ColumnQuestion.vue'
import FilePane from '../../../../src-renderer/pages/create/FilePane.vue'
import type { Field, FieldProblem } from '../../../../src-renderer/pages/create/form.ts'
import FromBatchDialog from '../../../../src-renderer/pages/create/FromBatchDialog.vue'
import ImportRefused from '../../../../src-renderer/pages/create/ImportRefused.vue'
import ImportRowItem from '../../../../src-renderer/pages/create/ImportRowItem.vue'
import ImportRows from '../../../../src-renderer/pages/create/ImportRows.vue'
import OnePreview from '../../../../src-renderer/pages/create/OnePreview.vue'
import LeftOutList from '../../../../src-renderer/pages/create/LeftOutList.vue'
import PasteDialog from '../../../../src-renderer/pages/create/PasteDialog.vue'
import ReadingFacts from '../../../../src-renderer/pages/create/ReadingFacts.vue'
import RowEditor from '../../../../src-renderer/pages/create/RowEditor.vue'
import RowTabs from '../../../../src-renderer/pages/create/RowTabs.vue'
import SkippedStrip from '../../../../src-renderer/pages/create/SkippedStrip.vue'
import TakenCodes from '../../../../src-renderer/pages/create/TakenCodes.vue'
import TermsFields from '../../../../src-renderer/pages/create/TermsFields.vue'
import TextField from '../../../../src-renderer/pages/create/TextField.vue'
import { CONTENT, modeSettings, serviceSettings, SETTINGS } from '../../data/commerce.ts'
import { BAD_ROWS, COLUMN_QUESTION, importRow, recipientImport, withLeftOut } from '../../data/recipients.ts'
import { BATCHES } from '../../data/report.ts'
import { day, LONG_NAMED_SITE } from '../../data/site.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const window = { height: 'window' } as const
const inBar = { within: 'bar', room: window } as const
/** As wide as the column of the form. */
const form = { width: 404 }
const pane = { width: 560, height: 620 }
const bad = BAD_ROWS[0] as ImportRow
const file = { token: 'file-token-000001', name: 'deltakere-mars.xlsx', bytes: 48_200 }

const creation: Creation = {
  service: 'events',
  appliesTo: 'live-events',
  recipients: { kind: 'file', importId: 'import-1' },
  codeType: { kind: 'generated', perRecipient: 1, length: 10 },
  usage: { kind: 'once' },
  discount: { kind: 'percent', hundredths: 2500 },
  expires: day('2026-06-30'),
  batchName: 'Deltakere mars',
}
const forOne: Creation = {
  ...creation,
  recipients: { kind: 'one', name: LONG_NAMED_SITE.name, email: 'kurs@havbris.example' },
}
const plan = (rest: Partial<CreationPlan> = {}): CreationPlan => ({
  recipients: 484,
  codes: 484,
  batches: 1,
  leftOut: 4,
  problems: [],
  warnings: [],
  conflicts: { count: 0, rows: [] },
  alreadyHave: 0,
  ...rest,
})
/** Codes of a file that others have, one of them nobody yet. */
const TAKEN: CreationPlan['conflicts'] = {
  count: 204,
  rows: [
    { row: 2, code: 'VAAR-25', by: 'Åse Nordvik', status: 'active' },
    { row: 17, code: 'VESTLIA-FORSTEHJELP-FOR-HELSEPERSONELL-VAREN-2026-0009', by: '', status: 'deleted' },
  ],
}
const IN_POUNDS: Content = {
  ...CONTENT,
  settings: {
    ...SETTINGS,
    provider: 'website-payments-pro-uk',
    options: {
      'website-payments-pro-uk': { accountType: null, cards: [], express: false, currency: 'GBP' },
    },
  },
}
const nothing = (): FieldProblem | undefined => undefined
const PROBLEMS: Partial<Record<Field, FieldProblem>> = {
  perRecipient: { code: 'whole-number', min: 1, max: 5_000_000 },
  length: { code: 'length-too-small', count: 484_000, smallest: 7 },
  discount: { code: 'percent-wrong' },
  expires: { code: 'expiry-missing' },
  email: { code: 'address-refused', problem: 'comma-for-point', suggestion: 'kurs@havbris.example' },
  name: { code: 'name-missing' },
  file: { code: 'file-missing' },
  appliesTo: { code: 'applies-to-other-service' },
  customCode: { code: 'custom-code-taken', by: 'Åse Nordvik', status: 'active' },
  batchName: { code: 'text-too-long', limit: 120 },
  times: { code: 'whole-number', min: 2, max: 1_000_000 },
}
const wrong = (field: Field) => PROBLEMS[field]
const oneRecipient = () => {
  const draft = useCreateDraft()
  draft.form.source = 'one'
  draft.form.name = LONG_NAMED_SITE.name
  draft.form.email = 'etterutdanning@senter-for-etterutdanning-av-helsepersonell.example'
}

const withCode = (code: string) => {
  oneRecipient()
  const { form } = useCreateDraft()
  form.codeKind = 'custom'
  form.customCode = code
}

/** A file is chosen, and read as the answer says. */
const chosen = (read: NonNullable<Answers['recipients.read']>, rest: Answers = {}) => ({
  answers: {
    'recipients.read': read,
    'recipients.rows': ({ tab }) =>
      tab === 'bad'
        ? { total: BAD_ROWS.length, rows: [...BAD_ROWS] }
        : { total: 484, rows: Array.from({ length: 484 }, (_, i) => importRow(i + 1)) },
    'promo.plan': plan(),
    ...rest,
  } satisfies Answers,
  before: () => void useCreateDraft().file.choose(),
})
/** Recipients that were pasted in place of a file. */
const pasted = () => {
  const ref = { token: 'pasted-token-0001', name: 'Innlimte mottakere', bytes: 1_204 }
  return {
    answers: {
      ...chosen(recipientImport({ file: ref })).answers,
      'recipients.keepPasted': ref,
    } satisfies Answers,
    before: () => void useCreateDraft().file.paste('kari@example.com\nola@example.com', ref.name),
  }
}
const overLimit = new Refusal('recipients.over-limit', {
  count: 1204,
  limit: 1000,
  row: 1002,
  email: 'kurs1001@havbris.example',
})
const drawn =
  (selector: string) =>
  async ({ appears }: OnScreen) =>
    void (await appears(selector))
const bar = {
  plan: null,
  creation: null,
  creating: false,
  blocked: null,
  wrong: [],
  moved: null,
}
const row = { index: 0, tab: 'bad', editing: false } as const
const done = { operationId: 44, codes: 484, recipients: 484, batchIds: [3] }
const text = ({ t }: { t(key: string): string }) => ({
  modelValue: 'kurs@havbris,example',
  field: 'email' as const,
  label: t('create.fields.email'),
  problem: undefined,
})

export default {
  AlreadyHave: story(AlreadyHave, {
    several: { props: { creation, plan: plan({ alreadyHave: 12 }) } },
    one: { props: { creation: forOne, plan: plan({ recipients: 1, alreadyHave: 1 }) } },
    nobody: { props: { creation, plan: plan() } },
  }),
  ChangeMenu: story(ChangeMenu, {
    open: {
      props: ({ t }) => ({
        name: t('create.reading.columns'),
        groups: [
          {
            title: t('create.reading.emailColumn'),
            choices: [
              { key: 'a', label: '1 E-post', active: true, choose: () => undefined },
              { key: 'b', label: LONG_NAMED_SITE.name, active: false, choose: () => undefined },
            ],
          },
        ],
      }),
      act: async ({ click, appears }) => {
        await click('.change')
        await appears('[role=menuitemradio]')
      },
    },
  }),
  CodeFields: story(CodeFields, {
    generated: { props: { shown: nothing }, room: form },
    'generated, with a pattern': {
      props: { shown: nothing },
      before: () => {
        const draft = useCreateDraft()
        draft.form.prefix = 'VAAR'
        draft.form.suffix = '26'
        draft.form.groupSize = '4'
      },
      room: form,
    },
    'own codes of a file': {
      props: { shown: nothing },
      before: () => void (useCreateDraft().form.codeKind = 'own'),
      room: form,
    },
    'generated, wrong': { props: { shown: wrong }, room: form },
    'one of your own, several times': {
      props: { shown: wrong },
      before: () => {
        const draft = useCreateDraft()
        draft.form.codeKind = 'custom'
        draft.form.customCode = 'VESTLIA-2026'
        draft.form.usageKind = 'times'
      },
      room: form,
    },
    'one of your own, refused': {
      props: {
        shown: (field: Field) =>
          field === 'customCode' ? { code: 'custom-code-letters' as const, letters: 'Å ' } : undefined,
      },
      before: () => withCode('VÅR 25'),
      room: form,
    },
  }),
  CreateBar: story(CreateBar, {
    'no file': { ...inBar, props: { ...bar, blocked: 'chooseFile' } },
    planning: { ...inBar, props: bar },
    wrong: { ...inBar, props: { ...bar, wrong: ['perRecipient', 'discount', 'expires'] } },
    ready: { ...inBar, props: { ...bar, plan: plan(), creation } },
    'long name, moved': {
      ...inBar,
      props: {
        ...bar,
        plan: plan({ recipients: 1, codes: 1 }),
        creation: forOne,
        moved: { planned: 2, now: 1, last: '' },
      },
    },
    creating: { ...inBar, props: { ...bar, plan: plan(), creation, creating: true, blocked: 'creating' } },
  }),
  CreateForm: story(CreateForm, {
    'from a file': { props: { shown: nothing, warnings: [], over: false }, room: form },
    'no recipient': {
      props: { shown: nothing, warnings: [], over: false },
      before: () => void (useCreateDraft().form.source = 'none'),
      room: form,
    },
    'one recipient': {
      props: { shown: nothing, warnings: [], over: false },
      before: oneRecipient,
      room: form,
    },
    'everything wrong': {
      props: { shown: wrong, warnings: [], over: false },
      before: oneRecipient,
      room: form,
    },
  }),
  CreatePage: story(CreatePage, {
    empty: { room: window },
    'file read': { ...chosen(recipientImport()), room: window, act: drawn('[role=tablist]') },
    'file refused': { ...chosen(overLimit), room: window, act: drawn('.refused') },
    'one recipient': {
      answers: { 'promo.plan': plan({ recipients: 1, codes: 1, alreadyHave: 1 }) },
      before: oneRecipient,
      room: window,
    },
    created: {
      before: () => void (useCreateDraft().done = done),
      room: window,
    },
  }),
  DonePanel: story(DonePanel, {
    'one batch': { props: { done }, room: pane },
    'without recipients': { props: { done: { ...done, recipients: 0 } }, room: pane },
    'several batches': { props: { done: { ...done, codes: 2400, batchIds: [3, 4, 5] } }, room: pane },
    sending: {
      props: { done },
      answers: {
        'report.open': { resultSet: 'rows-1', count: 484 },
        'mail.planQueue': pending,
        'mail.settings': null,
      },
      room: pane,
      act: async ({ click, appears }) => {
        await click('[data-testid=send-batch-3]')
        await appears('#send-form')
      },
    },
  }),
  FromBatchDialog: story(FromBatchDialog, {
    closed: {},
    chosen: {
      answers: { 'report.batches': BATCHES },
      room: window,
      act: async ({ click, appears }) => {
        await click('[data-testid=from-batch]')
        await appears('input[type=radio]')
        await click('input[type=radio]')
      },
    },
    'the batch is gone': {
      answers: {
        'report.batches': BATCHES,
        'promo.termsOf': new Refusal('promo.unknown-batch', { batch: 3 }),
      },
      room: window,
      act: async ({ click, appears }) => {
        await click('[data-testid=from-batch]')
        await appears('input[type=radio]')
        await click('input[type=radio]')
        await click('[type=submit]')
      },
    },
  }),
  FieldGroup: story(FieldGroup, {
    shown: {
      props: ({ t }) => ({ label: t('create.fields.recipients'), help: 'create.recipients' }),
      slots: { default: () => h('input') },
    },
  }),
  FileField: story(FileField, {
    empty: { props: { over: false, error: undefined }, room: form },
    'file above it': { props: { over: true, error: undefined }, room: form },
    missing: { props: ({ t }) => ({ over: false, error: t('create.problems.fileMissing') }), room: form },
    read: {
      ...chosen(recipientImport({ file: { ...file, name: `${LONG_NAMED_SITE.name}.xlsx` } })),
      props: { over: false, error: undefined },
      room: form,
    },
    refused: { ...chosen(overLimit), props: { over: false, error: undefined }, room: form },
    pasted: { ...pasted(), props: { over: false, error: undefined }, room: form },
  }),
  ColumnQuestion: story(ColumnQuestion, {
    'two columns': { props: { question: COLUMN_QUESTION }, room: pane },
    'one column': {
      props: { question: { columns: COLUMN_QUESTION.columns.slice(1) } },
      room: pane,
    },
  }),
  FileHelp: story(FileHelp, { shown: { room: pane } }),
  FilePane: story(FilePane, {
    help: { props: { creation: null, plan: null }, room: pane },
    reading: { ...chosen(pending), props: { creation: null, plan: null }, room: pane },
    read: {
      ...chosen(recipientImport()),
      props: { creation, plan: plan({ alreadyHave: 12 }) },
      room: pane,
      act: drawn('[role=tablist]'),
    },
    'read as text': {
      ...chosen(
        recipientImport({
          reading: {
            ...recipientImport().reading,
            format: 'text',
            encoding: 'windows-1252',
            delimiter: ';',
            sheet: null,
            sheets: [],
            sheetList: [],
            sheetReason: null,
            lastNameColumn: 2,
          },
          counts: {
            rows: 484,
            good: 484,
            bad: 0,
            duplicates: 0,
            namedFromAddress: 0,
            skipped: 0,
            cleaned: 0,
          },
        }),
      ),
      props: { creation, plan: plan() },
      room: pane,
      act: drawn('[role=tablist]'),
    },
    question: {
      ...chosen(recipientImport({ reading: { ...recipientImport().reading, question: COLUMN_QUESTION } })),
      props: { creation: null, plan: null },
      room: pane,
      act: drawn('.question'),
    },
    refused: {
      ...chosen(new Refusal('file.password-protected', { name: file.name })),
      props: { creation: null, plan: null },
      room: pane,
      act: drawn('.refused'),
    },
  }),
  ImportRefused: story(ImportRefused, {
    'over the limit': { props: { state: { at: 'refused', file, error: overLimit } }, room: pane },
    'wrong type': {
      props: {
        state: {
          at: 'refused',
          file,
          error: new Refusal('file.wrong-type', { name: file.name, found: 'pdf' }),
        },
      },
      room: pane,
    },
    'damaged sheet': {
      props: {
        state: {
          at: 'refused',
          file,
          error: new Refusal('file.damaged', { name: file.name, sheet: 'Deltakere', others: ['Venteliste'] }),
        },
      },
      room: pane,
    },
    'no addresses': {
      props: {
        state: {
          at: 'refused',
          file,
          error: new Refusal('file.no-addresses', { name: file.name, rows: 12 }),
        },
      },
      room: pane,
    },
    lost: { props: { state: { at: 'lost', file } }, room: pane },
  }),
  ImportRowItem: story(ImportRowItem, {
    bad: { props: { ...row, row: bad }, room: { width: 560 } },
    'bad, long name': { props: { ...row, row: BAD_ROWS[1] }, room: { width: 560 } },
    duplicate: { props: { ...row, row: BAD_ROWS[2] }, room: { width: 560 } },
    'error value': { props: { ...row, row: BAD_ROWS[3] }, room: { width: 560 } },
    good: { props: { ...row, tab: 'good', row: importRow(1) }, room: { width: 560 } },
    corrected: {
      props: { ...row, tab: 'named', row: importRow(2, { corrected: true, nameFromAddress: true }) },
      room: { width: 560 },
    },
    editing: { props: { ...row, row: bad, editing: true }, room: { width: 560 } },
    waiting: { props: { ...row, row: undefined }, room: { width: 560 } },
  }),
  ImportRows: story(ImportRows, {
    bad: {
      ...chosen(recipientImport()),
      props: { tab: 'bad', found: recipientImport() },
      room: pane,
      act: drawn('[data-index="0"] .email'),
    },
    good: {
      ...chosen(recipientImport()),
      props: { tab: 'good', found: recipientImport() },
      room: pane,
      act: drawn('[data-index="0"] .email'),
    },
    empty: {
      answers: { 'recipients.rows': { total: 0, rows: [] } },
      props: { tab: 'named', found: recipientImport() },
      room: pane,
    },
    loading: {
      answers: { 'recipients.rows': pending },
      props: { tab: 'good', found: recipientImport() },
      room: pane,
    },
  }),
  OnePreview: story(OnePreview, {
    empty: { props: { creation: null, plan: null }, room: pane },
    filled: {
      props: { creation: forOne, plan: plan({ recipients: 1, codes: 1, alreadyHave: 1 }) },
      before: oneRecipient,
      room: pane,
    },
    'a code that cannot be used': {
      props: { creation: null, plan: null },
      before: () => withCode('VÅR 25'),
      room: pane,
    },
    'a code of one’s own': {
      props: { creation: null, plan: null },
      before: () => withCode('VAR-25'),
      room: pane,
    },
    'a code that somebody has': {
      props: {
        creation: { ...forOne, codeType: { kind: 'custom', code: 'VAR-25' } },
        plan: plan({
          recipients: 1,
          codes: 1,
          problems: [{ code: 'custom-code-taken', by: 'Kari Nordmann', status: 'active' }],
        }),
      },
      before: () => withCode('VAR-25'),
      room: pane,
    },
  }),
  LeftOutList: story(LeftOutList, {
    everything: { props: { found: withLeftOut() }, room: pane },
    'hidden rows included': {
      props: {
        found: recipientImport({
          reading: {
            ...recipientImport().reading,
            chosen: ['includeHidden'],
            sheets: ['Deltakere'],
            sheetList: [{ name: 'Deltakere', visibility: 'visible', addresses: 488 }],
          },
        }),
      },
      room: pane,
    },
  }),
  ReadingFacts: story(ReadingFacts, {
    workbook: { props: { reading: recipientImport().reading }, room: pane },
    text: {
      props: {
        reading: {
          ...recipientImport().reading,
          format: 'text',
          encoding: 'utf-8',
          delimiter: '\t',
          sheet: null,
          sheets: [],
          sheetList: [],
          sheetReason: null,
          headerRow: 0,
          nameColumn: -1,
          unreadable: 2,
        },
      },
      room: pane,
    },
  }),
  PasteDialog: story(PasteDialog, {
    empty: { ...pasted(), before: () => undefined, props: { modelValue: true } },
    'to be changed': { ...pasted(), props: { modelValue: true } },
  }),
  RowEditor: story(RowEditor, {
    address: { props: { row: bad }, room: { width: 420 } },
    name: { props: { row: importRow(2, { name: 'kurs2', nameFromAddress: true }) }, room: { width: 420 } },
  }),
  RowTabs: story(RowTabs, {
    'some bad': { props: { modelValue: 'bad', counts: recipientImport().counts }, room: pane },
    'all good': {
      props: {
        modelValue: 'good',
        counts: {
          rows: 100_000,
          good: 100_000,
          bad: 0,
          duplicates: 0,
          namedFromAddress: 0,
          skipped: 0,
          cleaned: 0,
        },
      },
      room: pane,
    },
  }),
  SkippedStrip: story(SkippedStrip, {
    one: { props: { count: 1 }, room: pane },
    several: { props: { count: 1204 }, room: pane },
  }),
  TakenCodes: story(TakenCodes, {
    none: { props: { conflicts: { count: 0, rows: [] } } },
    some: {
      props: { conflicts: TAKEN },
      room: pane,
      act: async ({ click }) => void (await click('button')),
    },
  }),
  TermsFields: story(TermsFields, {
    'amount in the currency of the service': {
      props: { shown: nothing, warnings: [] },
      answers: { 'commerce.get': serviceSettings({ test: modeSettings({ content: IN_POUNDS }) }) },
      before: () => void (useCreateDraft().form.discountKind = 'amount'),
      act: async ({ appears }) => void (await appears('[role=radio][aria-checked=true]:last-child')),
      room: form,
    },
    percent: { props: { shown: nothing, warnings: [] }, room: form },
    'amount, wrong': {
      props: { shown: wrong, warnings: [] },
      answers: { 'commerce.get': serviceSettings() },
      before: () => {
        const draft = useCreateDraft()
        draft.form.discountKind = 'amount'
        draft.form.amount = 'mye'
        draft.form.expires = null
      },
      room: form,
    },
    'amount in another currency': {
      props: { shown: nothing, warnings: [{ code: 'currency-not-sold' as const, sells: 'USD' as const }] },
      answers: { 'commerce.get': serviceSettings() },
      before: () => {
        const draft = useCreateDraft()
        draft.form.discountKind = 'amount'
        draft.form.amount = '100'
        draft.form.currency = 'GBP'
        draft.form.validFrom = day('2026-05-01')
        draft.form.note = 'Avtalt med Kari på messen'
      },
      room: form,
    },
  }),
  TextField: story(TextField, {
    plain: { props: text, room: form },
    'wrong, with a suggestion': {
      props: (words) => ({ ...text(words), problem: PROBLEMS.email }),
      room: form,
    },
    'with a unit': {
      props: ({ t }) => ({
        modelValue: '25',
        field: 'discount',
        label: t('create.fields.discount'),
        problem: undefined,
        suffix: '%',
        numeric: true,
      }),
      room: form,
    },
  }),
}
