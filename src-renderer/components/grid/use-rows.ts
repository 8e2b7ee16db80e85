import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { createRowBlocks } from './row-blocks.ts'

/** Rows that are late by so much are shown as pale bars. */
const LATE_MS = 300
/** For so long a changed row keeps its tint. */
const TINT_MS = 1000
/** After a jump, the rows before it stay for so long: an empty view would be drawn for nothing, and flicker. */
const HELD_MS = 60

export interface RowsView {
  readonly top: number
  readonly first: number
  readonly end: number
}

export interface RowsOptions<Row> {
  token(): string
  count(): number
  /** What is to be in view: the rows `[first, end)`, and the pixel that it begins with. */
  view(): RowsView
  read(token: string, offset: number, limit: number): Promise<readonly (Row | null)[]>
  onFailed(error: unknown): void
}

/** The rows in view, as they come. */
export function useRows<Row>(options: RowsOptions<Row>) {
  const version = ref(0)
  const changed = shallowRef<ReadonlySet<number>>(new Set())
  const late = ref(false)

  const blocks = createRowBlocks<Row>({
    read: options.read,
    onRows: () => (version.value += 1),
    onChanged: tint,
    onFailed: options.onFailed,
  })

  let tinting: ReturnType<typeof setTimeout> | undefined
  function tint(positions: readonly number[]): void {
    changed.value = new Set([...changed.value, ...positions])
    clearTimeout(tinting)
    tinting = setTimeout(() => (changed.value = new Set()), TINT_MS)
  }

  const drawn = shallowRef(options.view())
  const isWhole = ({ first, end }: RowsView): boolean => {
    for (let position = first; position < end; position += 1)
      if (blocks.at(position) === undefined) return false
    return true
  }
  let held: ReturnType<typeof setTimeout> | undefined
  function draw(): void {
    clearTimeout(held)
    held = undefined
    drawn.value = options.view()
  }

  /** The rows in view with their positions; `row` is undefined while it is on its way, null when it is gone. */
  const inView = computed(() => {
    void version.value
    const { first, end } = drawn.value
    return Array.from({ length: end - first }, (_, i) => ({ position: first + i, row: blocks.at(first + i) }))
  })
  const missing = computed(() => inView.value.some(({ row }) => row === undefined))

  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(missing, (now) => {
    clearTimeout(waiting)
    late.value = false
    if (now) waiting = setTimeout(() => (late.value = true), LATE_MS)
  })
  watch(
    () => [options.token(), options.count(), options.view()] as const,
    ([token, count, { first, end }]) => {
      blocks.open(token, count)
      blocks.need(first, end)
    },
    { immediate: true },
  )
  watch([options.view, version], ([view]) => {
    if (isWhole(view) || !isWhole(drawn.value)) draw()
    else held ??= setTimeout(draw, HELD_MS)
  })
  onScopeDispose(() => {
    clearTimeout(tinting)
    clearTimeout(waiting)
    clearTimeout(held)
    blocks.close()
  })

  return {
    /** Grows when rows come or go. */
    version,
    /** The view that is drawn, which is behind what is to be in view for a moment after a jump. */
    drawn,
    inView,
    late,
    changed,
    /** Reads the rows in view again; those that changed are tinted. */
    refresh: () => blocks.refresh(),
    /** The row at a position: null when it is gone, undefined when it has not been read. */
    at: (position: number) => blocks.at(position),
  }
}
