import { computed, type Ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useKeyNames } from '../../actions/use-printed-keys.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { useLanguage } from '../../language.ts'
import type { Arrangement } from './arrangement.ts'
import { nextRefused } from './cell-marks.ts'
import { HEAD, heightOf, isOneCell, isWithin, type Rectangle, widthOf, type Cell } from './cell-range.ts'
import { copiedOf } from './clipboard.ts'
import { scrollLeftShowing, sortedAfterClick } from './columns.ts'
import type { CellHint, EditOutcome } from './editing.ts'
import { rowsPerPage } from './geometry.ts'
import type { DrawnRange, GridProps, GridEmits } from './grid-props.ts'
import { type OtherAction, useCells } from './use-cells.ts'
import { useClipboardEvents } from './use-clipboard-events.ts'
import { useColumnDrag } from './use-column-drag.ts'
import { useColumnActions } from './use-column-actions.ts'
import { useColumns } from './use-columns.ts'
import { useCopy } from './use-copy.ts'
import { type Editor, useEditing } from './use-editing.ts'
import { useEditorKeys } from './use-editor-keys.ts'
import { useGridMenu } from './use-grid-menu.ts'
import { usePaste } from './use-paste.ts'
import { usePointer } from './use-pointer.ts'
import { useRows } from './use-rows.ts'
import { ROW_HEIGHT, useScroller } from './use-scroller.ts'
import { useTip } from './use-tip.ts'

export interface GridOptions<Row> {
  readonly id: string
  readonly props: Readonly<GridProps<Row>>
  readonly emit: GridEmits<Row>
  readonly element: Ref<HTMLElement | undefined>
  readonly ticked: Ref<Ranges>
  readonly arrangement: Ref<Arrangement | undefined>
}

/** A sentence at a cell takes no more than this. */
const TIP_WIDTH = 330
const TIP_HEIGHT = 72

/** Puts the parts of a grid together. Each knows its own; what they need of one another is handed to them here. */
export function useGrid<Row>({ id, props, emit, element, ticked, arrangement }: GridOptions<Row>) {
  const { t } = useI18n()
  const keyNames = useKeyNames()
  const { count: counted } = useLanguage()
  const focus = () => element.value?.focus({ preventScroll: true })
  const columnOf = (key: string) => props.columns.find((column) => column.key === key)
  const read = (offset: number, limit: number) => props.read(props.token, offset, limit)

  const scroller = useScroller(element, () => props.count)
  const { top, view, geometry, visible } = scroller
  const columns = useColumns<Row>(
    () => props.columns,
    () => view.value.width,
    arrangement,
  )
  const { layout, ordered, keys } = columns
  const rows = useRows<Row>({
    token: () => props.token,
    count: () => props.count,
    view: () => visible.value,
    read: (token, offset, limit) => props.read(token, offset, limit),
    onFailed: emit.failed,
  })

  function show({ row, column }: Cell): void {
    if (row !== HEAD) scroller.show(row)
    const box = element.value
    if (box) box.scrollLeft = scrollLeftShowing(layout.value, column, box.scrollLeft, view.value.width)
  }
  function openRow(position: number): void {
    const row = rows.at(position)
    if (row) emit.open(row, position)
  }
  const sort = (column: string, adding: boolean) => emit.sort(sortedAfterClick(props.order, column, adding))

  const cells = useCells({
    count: () => props.count,
    columns: () => keys.value,
    page: () => rowsPerPage(geometry.value),
    ticked: () => ticked.value,
    setTicked: (ranges) => (ticked.value = ranges),
    show,
    open: openRow,
    sort,
    discardRefused: (cell) => tips.dismiss() || editing.discardRefused(cell),
    act,
  })
  const { active, rectangle } = cells
  const isDrawn = () => rectangle.value !== undefined && !isOneCell(rectangle.value)
  const activeId = computed(() => {
    const { row, column } = active.value
    const at = keys.value.indexOf(column)
    if (row === HEAD) return `${id}-head-${at}`
    const { first, end } = rows.drawn.value
    return row >= first && row < end ? `${id}-${row}-${at}` : undefined
  })

  const editing = useEditing<Row>({
    column: columnOf,
    at: rows.at,
    rowId: () => props.rowId,
    edit: () => props.edit,
    refresh: rows.refresh,
    say: (text) => tips.say(text),
    onRefused: ({ position, column }) => {
      if (position !== null && !editing.editor.value) goTo({ row: position, column })
    },
    onEdited: (outcome) => {
      emit.edited(outcome)
      sayLeftOut(outcome)
    },
    onFailed: emit.failed,
  })
  const { editor, marks } = editing

  function hintOf({ position, column, text }: Editor): CellHint | null {
    const row = rows.at(position)
    return row ? (columnOf(column)?.editing?.hint?.(text, row) ?? null) : null
  }
  const tips = useTip({
    active: () => active.value,
    mark: (cell) => (rows.version.value, editing.markAt(cell)),
    hint: () => (editor.value ? hintOf(editor.value) : undefined),
    side: ({ row, column }) => {
      const placed = layout.value.placed.find((one) => one.column.key === column)
      const left = (placed?.left ?? 0) - (placed?.column.pinned ? 0 : (element.value?.scrollLeft ?? 0))
      return {
        above: (row + 1) * ROW_HEIGHT - top.value > geometry.value.body - TIP_HEIGHT,
        end: placed?.column.pinned === 'end' || left > view.value.width - TIP_WIDTH,
      }
    },
  })
  function sayLeftOut({ readOnly, beyond }: EditOutcome): void {
    const sentences = [
      ...(readOnly > 0 ? [t('grid.leftOut.readOnly', { n: counted(readOnly) }, readOnly)] : []),
      ...(beyond > 0 ? [t('grid.leftOut.beyond', { n: counted(beyond) }, beyond)] : []),
    ]
    if (sentences.length > 0) tips.say(sentences.join(' '))
  }

  /** Rows as they are once the cells on their way have arrived: copying right after an edit copies what was typed. */
  const upToDate = {
    at: (position: number) => (editing.isUnderWay() ? undefined : rows.at(position)),
    async read(offset: number, limit: number) {
      await editing.arrived()
      return read(offset, limit)
    },
  }
  const paste = usePaste<Row>({
    ...upToDate,
    count: () => props.count,
    columns: () => props.columns,
    shown: () => ordered.value,
    rectangle: () => rectangle.value,
    ticked: () => ticked.value,
    rowId: () => (props.edit ? props.rowId : undefined),
    whyNot: editing.whyNot,
    apply: editing.apply,
    select: cells.select,
    say: (text) => tips.say(text),
    onFailed: emit.failed,
  })
  const copy = useCopy<Row>({
    ...upToDate,
    requested: () => copiedOf(rectangle.value, ticked.value, ordered.value),
    onMany: emit.copyMany,
    onCopied: emit.copied,
    onFailed: emit.failed,
  })

  function act(action: OtherAction): void {
    const cell = active.value
    if (action.kind === 'find') return emit.find()
    if (action.kind === 'widen') return columns.widenBy(cell.column, action.by)
    if (action.kind === 'move-column') return void actions.move(cell.column, action.step)
    if (action.kind === 'column-menu' || (action.kind === 'menu' && cell.row === HEAD))
      return menus.openColumn(cell.column)
    if (cell.row === HEAD) return
    if (!cells.range.value) cells.place(cell, false)
    if (action.kind === 'menu') menus.openCell(cell)
    else if (action.kind === 'edit') begin(cell, action.text)
    else if (action.kind === 'fill-down') void paste.fillDown()
    else if (ticked.value.length > 0 && !isDrawn()) emit.deleteRows()
    else paste.clear()
  }
  function begin(cell: Cell, typed: string | null): void {
    show(cell)
    tips.dismiss()
    editing.begin(cell, typed)
  }
  const actions = useColumnActions<Row>(columns, {
    element: () => element.value,
    title: (key) => columnOf(key)?.title ?? '',
    say: (text) => tips.say(text),
    activate: (column) => cells.place({ row: active.value.row, column }, false),
    showActive: () => show(active.value),
  })
  const onEditor = useEditorKeys({
    editing,
    active: () => active.value,
    isDrawn,
    fill: paste.fill,
    move: cells.move,
    goTo,
    focus,
  })
  // Scrolled out of sight, or over other rows, the editor is closed as by a click elsewhere.
  watch([visible, () => props.token], ([{ first, end }]) => {
    const at = editor.value?.position
    if (at !== undefined && (at < first || at >= end)) editing.keep()
  })
  watch(() => props.token, editing.displace)
  watch([rows.inView, editing.refused], ([seen]) => {
    const id = props.rowId
    if (id && editing.refused.value > 0)
      editing.locate(seen.flatMap(({ row, position }) => (row ? [{ id: id(row), position }] : [])))
  })

  function goTo(cell: Cell): void {
    cells.place(cell, false)
    show(cell)
  }
  const nextRefusal = computed(() => nextRefused(marks.value, active.value, keys.value))
  function toNextRefused(): void {
    if (nextRefusal.value) goTo(nextRefusal.value)
    focus()
  }

  const menus = useGridMenu<Row>({
    element: () => element.value,
    column: columnOf,
    at: rows.at,
    activeId: () => activeId.value,
    show,
    order: () => props.order,
    sort: emit.sort,
    filtered: () => props.filtered ?? [],
    filterable: () => props.filterable ?? [],
    arrange: { ...columns, step: actions.move, hide: actions.hide, fit: actions.fit },
    whyNot: editing.whyNot,
    edit: (cell) => begin(cell, null),
    copy: () => copy.copy(),
    copyWithTitles: copy.copyWithTitles,
    paste: () => void pasteByMenu(),
    fillDown: () => void paste.fillDown(),
    chosen: () => {
      const { top: from, bottom } = rectangle.value ?? { top: active.value.row, bottom: active.value.row }
      return [from, bottom + 1]
    },
    ticked: () => ticked.value,
    setTicked: (ranges) => (ticked.value = ranges),
    filterBy: emit.filterBy,
    more: (place) => props.menu?.(place) ?? [],
  })

  /** Where the clipboard may not be read without its key, the key is named. */
  async function pasteByMenu(): Promise<void> {
    try {
      paste.paste(await navigator.clipboard.readText())
    } catch {
      tips.say(t('grid.pasteByKey', { keys: keyNames.text('Control+V') }))
    }
  }
  function onPaste(event: ClipboardEvent): void {
    event.preventDefault()
    paste.paste(event.clipboardData?.getData('text/plain') ?? '')
  }

  useClipboardEvents(element, { copy: copy.onCopy, paste: onPaste })
  const pointer = usePointer(element, {
    place: cells.place,
    scrollBy(right, down) {
      scroller.setTop(top.value + down)
      const box = element.value
      if (!box || right === 0) return false
      const before = box.scrollLeft
      box.scrollLeft += right
      return box.scrollLeft !== before
    },
    frozen: () => layout.value,
    tick: cells.tickRow,
    edit: (cell) => begin(cell, null),
    isChosen: ({ row, column }) =>
      rectangle.value !== undefined && isWithin(rectangle.value, row, keys.value.indexOf(column)),
    menu: menus.openCell,
  })
  const columnDrag = useColumnDrag(element, columns.putBeside)

  // A bar that appears below takes its height from the rows: the active one stays in sight.
  watch(
    () => geometry.value.body,
    (_now, before) => {
      const start = active.value.row * ROW_HEIGHT
      const wasSeen = start >= top.value && start + ROW_HEIGHT <= top.value + before
      if (cells.range.value && wasSeen) scroller.show(active.value.row)
    },
  )
  watch(editing.typed, emit.typed)
  watch(copy.copying, emit.copying)
  const drawnRange = (box: Rectangle): DrawnRange => ({
    rows: heightOf(box),
    columns: widthOf(box),
    from: box.top,
    keys: keys.value.slice(box.left, box.right + 1),
  })
  watch(rectangle, (now) => emit.range(now && !isOneCell(now) ? drawnRange(now) : null))
  const activeRow = computed(() => {
    const seen = rows.inView.value.find(({ position }) => position === active.value.row)
    return seen?.row ?? null
  })
  watch(activeRow, (row) => emit.moved(row))

  return {
    scroller,
    columns,
    rows,
    cells,
    activeId,
    editing,
    editorLabel: computed(() => {
      const { column = '', position = 0 } = editor.value ?? {}
      return t('grid.editing', { column: columnOf(column)?.title ?? '', row: counted(position + 1) })
    }),
    onEditor,
    hasNextRefused: computed(() => nextRefusal.value !== undefined),
    toNextRefused,
    tips,
    copy,
    menus,
    pointer,
    columnDrag,
    columnOf,
    fit: actions.fit,
    focus,
    clickHead: (key: string, adding: boolean) => columnDrag.wasDragged() || sort(key, adding),
  }
}
