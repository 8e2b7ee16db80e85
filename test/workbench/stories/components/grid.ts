import { ClipboardCopy, EyeOff, Trash2 } from '@lucide/vue'
import { h } from 'vue'
import type { ReportRow } from '#shared/contract/report.ts'
import CellTip from '../../../../src-renderer/components/grid/CellTip.vue'
import ColumnGhost from '../../../../src-renderer/components/grid/ColumnGhost.vue'
import { type GridColumn, layOut } from '../../../../src-renderer/components/grid/columns.ts'
import DataGrid from '../../../../src-renderer/components/grid/DataGrid.vue'
import GridEditor from '../../../../src-renderer/components/grid/GridEditor.vue'
import GridHead from '../../../../src-renderer/components/grid/GridHead.vue'
import GridMenu from '../../../../src-renderer/components/grid/GridMenu.vue'
import GridRow from '../../../../src-renderer/components/grid/GridRow.vue'
import RefusedStrip from '../../../../src-renderer/components/grid/RefusedStrip.vue'
import TickBox from '../../../../src-renderer/components/grid/TickBox.vue'
import { codeRow, CODES, LONG_CODE } from '../../data/codes.ts'
import { type OnScreen, story, type Words } from '../../story.ts'

const refusal = { nb: 'Adressen mangler @.', en: 'The address has no @.' }
const COLUMNS = ({ say }: Words): GridColumn<ReportRow>[] => [
  {
    key: 'code',
    title: say({ nb: 'Kode', en: 'Code' }),
    kind: 'code',
    width: 170,
    pinned: 'start',
    alwaysShown: true,
    text: ({ code }) => code,
  },
  {
    key: 'recipient',
    title: say({ nb: 'Mottaker', en: 'Recipient' }),
    kind: 'text',
    width: 200,
    editing: { start: ({ recipient }) => recipient },
    text: ({ recipient }) => recipient,
  },
  {
    key: 'email',
    title: say({ nb: 'E-post', en: 'Email' }),
    kind: 'text',
    width: 260,
    editing: {
      start: ({ email }) => email,
      hint: (text) => (text.includes('@') ? null : { good: false, text: say(refusal) }),
    },
    text: ({ email }) => email,
  },
  {
    key: 'used',
    title: say({ nb: 'Brukt', en: 'Used' }),
    kind: 'number',
    width: 90,
    align: 'end',
    text: ({ used, limit }) => `${used} / ${limit ?? '∞'}`,
  },
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    width: 110,
    pinned: 'end',
    text: ({ status }) => status,
  },
]

const MANY = 1_000_000
const readMany = async (_: string, offset: number, limit: number) =>
  Array.from({ length: Math.min(limit, MANY - offset) }, (_row, i) => codeRow(offset + i + 1))
const readFew = async (_: string, offset: number, limit: number) => CODES.slice(offset, offset + limit)
const grid =
  (rest: object = {}) =>
  (words: Words) => ({
    label: words.say({ nb: 'Koder', en: 'Codes' }),
    columns: COLUMNS(words),
    token: 'rows-1',
    count: CODES.length,
    order: [{ column: 'code', descending: false }],
    read: readFew,
    rowId: ({ id }: ReportRow) => id,
    ticked: [],
    ...rest,
  })
const room = { height: 420 }
const GRID = '[role=grid]'
const drawn = async ({ appears }: OnScreen) =>
  void (await appears('[data-row="0"][data-column="email"] .content'))
/** Chooses the address of the second row, then presses keys. */
const atAddress =
  (...keys: string[]) =>
  async (on: OnScreen) => {
    await drawn(on)
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', ...keys]) await on.key(GRID, key)
  }

const layout = (words: Words) => layOut(COLUMNS(words), new Map(), 900)
const head = (words: Words) => ({
  gridId: 'grid',
  layout: layout(words),
  order: [],
  box: 'none' as const,
  active: null,
  rectangle: undefined,
  filtered: [],
  editable: true,
  dragged: null,
})
const row = (words: Words) => ({
  gridId: 'grid',
  position: 0,
  row: codeRow(1),
  rowId: 1,
  layout: layout(words),
  top: 0,
  ticked: false,
  changed: false,
  late: false,
  active: null,
  rectangle: undefined,
  editable: true,
  marks: null,
  editor: null,
  refusedLabel: words.t('grid.notStored'),
  tickLabel: words.t('grid.notTicked'),
  editorLabel: words.say({ nb: 'E-post, rad 1', en: 'Email, row 1' }),
  tip: null,
})
const rowRoom = { width: 900, height: 110 }
const menu = ({ say }: Words) => ({
  modelValue: true,
  point: [80, 60] as const,
  label: say({ nb: 'Celle', en: 'Cell' }),
  groups: [
    [
      {
        key: 'copy',
        title: say({ nb: 'Kopier', en: 'Copy' }),
        icon: ClipboardCopy,
        keys: 'Ctrl C',
        run: () => undefined,
      },
      {
        key: 'frozen',
        title: say({ nb: 'Frys kolonnen', en: 'Freeze the column' }),
        checked: true,
        run: () => undefined,
      },
    ],
    [
      {
        key: 'hide',
        title: say({ nb: 'Skjul', en: 'Hide' }),
        icon: EyeOff,
        disabled: true,
        run: () => undefined,
      },
      {
        key: 'delete',
        title: say({ nb: 'Slett koden', en: 'Delete the code' }),
        icon: Trash2,
        danger: true,
        run: () => undefined,
      },
    ],
  ],
})

export default {
  CellTip: story(CellTip, {
    plain: {
      props: { text: 'Leses som 30.06.2026', tone: 'plain', above: false, end: false },
      room: { width: 300, height: 60 },
    },
    good: {
      props: { text: '30.06.2026', tone: 'good', above: false, end: false },
      room: { width: 300, height: 60 },
    },
    bad: {
      props: ({ say, t }) => ({
        text: say(refusal),
        more: t('grid.keepsText', { text: 'per@' }),
        tone: 'bad',
        above: false,
        end: true,
      }),
      room: { width: 300, height: 60 },
    },
    'one long word': {
      props: ({ say, t }) => ({
        text: say(refusal),
        more: t('grid.keepsText', { text: 'x'.repeat(80) }),
        tone: 'bad',
        above: false,
        end: false,
      }),
      room: { width: 400, height: 100 },
    },
  }),
  ColumnGhost: story(ColumnGhost, {
    'over another column': {
      props: {
        drag: { column: 'email', target: { beside: 'used', side: 'before' }, line: 220, pointer: 180 },
        title: 'E-post',
      },
      room: { width: 400, height: 60 },
    },
    'over its own place': {
      props: { drag: { column: 'email', target: null, line: 0, pointer: 90 }, title: 'E-post' },
      room: { width: 400, height: 60 },
    },
  }),
  DataGrid: story(DataGrid<ReportRow>, {
    rows: { props: grid(), room, act: drawn },
    'a million rows': { props: grid({ count: MANY, read: readMany, ticked: [[1, 3]] }), room, act: drawn },
    empty: { props: grid({ count: 0 }), room },
    loading: {
      props: grid({ read: () => new Promise(() => undefined) }),
      room,
      act: async ({ appears }) => void (await appears('.bar')),
    },
    sorted: {
      props: grid({
        order: [
          { column: 'used', descending: true },
          { column: 'code', descending: false },
        ],
        filtered: ['email'],
        ticked: [[0, CODES.length]],
      }),
      room,
      act: drawn,
    },
    editing: { props: grid({ edit: async () => [] }), room, act: atAddress('F2') },
    refused: {
      props: (words) =>
        grid({ edit: async () => [{ id: 2, column: 'email', sentence: words.say(refusal) }] })(words),
      room,
      act: async (on) => {
        await atAddress('x')(on)
        await on.key('input.editor', 'Enter')
        await on.appears('[data-testid=grid-refused]')
      },
    },
    'menu of a cell': {
      props: grid(),
      room,
      act: async (on) => {
        await drawn(on)
        await on.key(GRID, 'ArrowDown')
        await on.key(GRID, 'F10', { shiftKey: true })
        await on.appears('[role=menu]')
      },
    },
  }),
  GridEditor: story(GridEditor, {
    typing: {
      props: { modelValue: 'kurs1@havbris.example', label: 'E-post', hint: null, align: 'start' },
      room: { width: 260, height: 30 },
    },
    wrong: {
      props: ({ say }) => ({
        modelValue: 'kurs1',
        label: 'E-post',
        hint: { good: false, text: say(refusal) },
        align: 'start',
      }),
      room: { width: 260, height: 30 },
    },
    'at the end': {
      props: { modelValue: '12', label: 'Brukt', hint: { good: true, text: '12' }, align: 'end' },
      room: { width: 120, height: 30 },
    },
  }),
  GridHead: story(GridHead<ReportRow>, {
    plain: { props: head, room: { width: 900 } },
    'sorted and filtered': {
      props: (words) => ({
        ...head(words),
        order: [
          { column: 'email', descending: true },
          { column: 'used', descending: false },
        ],
        filtered: ['recipient'],
        box: 'some',
        active: 'email',
      }),
      room: { width: 900 },
    },
  }),
  GridMenu: story(GridMenu, {
    entries: { props: menu },
    panel: {
      props: (words) => ({ ...menu(words), panel: true }),
      slots: { panel: () => h('input', { 'aria-label': 'Filter' }) },
    },
  }),
  GridRow: story(GridRow<ReportRow>, {
    plain: { props: row, room: rowRoom },
    'long texts': { props: (words) => ({ ...row(words), row: LONG_CODE }), room: rowRoom },
    'ticked and active': {
      props: (words) => ({
        ...row(words),
        ticked: true,
        active: 'email',
        rectangle: { top: 0, bottom: 0, left: 1, right: 2 },
      }),
      room: rowRoom,
    },
    changed: { props: (words) => ({ ...row(words), changed: true }), room: rowRoom },
    'on its way': {
      props: (words) => ({ ...row(words), row: undefined, rowId: undefined, late: true }),
      room: rowRoom,
    },
    gone: { props: (words) => ({ ...row(words), row: null, rowId: undefined }), room: rowRoom },
    'refused cell': {
      props: (words) => ({
        ...row(words),
        active: 'email',
        marks: new Map([
          ['1 email', { id: 1, column: 'email', text: 'kurs1', position: 0, refusal: words.say(refusal) }],
          ['1 recipient', { id: 1, column: 'recipient', text: 'Åse', position: 0, refusal: null }],
        ]),
        tip: {
          column: 'email',
          text: words.say(refusal),
          more: words.t('grid.keepsText', { text: 'per@' }),
          tone: 'bad',
          above: false,
          end: false,
        },
      }),
      room: rowRoom,
    },
  }),
  RefusedStrip: story(RefusedStrip, {
    one: { props: { refused: 1, reachable: true } },
    several: { props: { refused: 1204, reachable: true } },
    'out of reach': { props: { refused: 3, reachable: false } },
  }),
  TickBox: story(TickBox, {
    none: { props: { state: 'none' } },
    some: { props: { state: 'some' } },
    all: { props: { state: 'all' } },
  }),
}
