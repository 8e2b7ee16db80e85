import { nextTick, onScopeDispose, watch } from 'vue'
import { isTextField } from '../actions/panes.ts'
import { useFormUndos } from '../stores/form-undos.ts'
import type { Direction } from '../stores/undo.ts'

export interface FormUndoOptions<State> {
  /** All that a person can change in the form, as plain data. It stays in memory, so that passwords belong to it. */
  readonly state: () => State
  /** Puts an earlier state into the form. */
  readonly show: (state: State) => unknown
  /** What the form shows the changes of: when that becomes another, the history is emptied. */
  readonly base: () => unknown
}

/** Typing in one field is one step until it pauses for so long. */
const PAUSE_MS = 1000
const MOST_STEPS = 200

/**
 * The undo and redo of a form, for each of its controls: they are inside elements with `data-form-undo="NAME"`. One
 * change is one step.
 */
export function useFormUndo<State>(name: string, { state, show, base }: FormUndoOptions<State>): void {
  const forms = useFormUndos()
  const steps: Record<Direction, string[]> = { undo: [], redo: [] }
  const read = () => JSON.stringify(state())
  let current = read()
  let applying = false
  let typing: { field: Element; at: number } | null = null

  function record(next: string): void {
    const field = document.activeElement
    const at = performance.now()
    const goesOn = typing !== null && typing.field === field && at - typing.at < PAUSE_MS
    if (!goesOn) steps.undo.push(current)
    if (steps.undo.length > MOST_STEPS) steps.undo.shift()
    steps.redo = []
    typing = field && isTextField(field) ? { field, at } : null
    current = next
  }

  function forget(next: string): void {
    steps.undo = []
    steps.redo = []
    typing = null
    current = next
  }

  watch([() => JSON.stringify(base()), read], ([now, next], [before]) => {
    if (now !== before) forget(next)
    else if (applying) current = next
    else if (next !== current)
      if (forms.isPersonAtWork(name)) record(next)
      else forget(next)
  })

  async function step(direction: Direction): Promise<void> {
    const to = steps[direction].pop()
    if (to === undefined) return
    steps[direction === 'undo' ? 'redo' : 'undo'].push(current)
    current = to
    typing = null
    applying = true
    show(JSON.parse(to) as State)
    await nextTick()
    applying = false
  }

  const can = (direction: Direction): boolean => steps[direction].length > 0
  onScopeDispose(forms.add({ name, can, step: (direction) => void step(direction) }))
}
