import { shallowRef, watch } from 'vue'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'
import type { Notice } from '../../stores/notices.ts'

/** `none`: it offers nothing to take back, or that cannot be undone any more. */
export type UndoState = 'possible' | 'undone' | 'none'

/** Whether what each message reports can still be undone: read at first, and again with every operation. */
export function useUndoStates(messages: () => readonly Notice[]): (notice: Notice) => UndoState {
  const api = useApi()
  /** By operation. */
  const states = shallowRef<ReadonlyMap<number, UndoState>>(new Map())

  async function stateOf(operationId: number): Promise<UndoState> {
    const { operations } = await api.history.list({ before: operationId + 1, limit: 1 })
    const operation = operations.find(({ id }) => id === operationId)
    if (!operation) return 'none'
    if (operation.undoneBy !== null) return 'undone'
    return operation.undoable ? 'possible' : 'none'
  }
  let turn = 0
  async function read(): Promise<void> {
    const mine = (turn += 1)
    const ids = [...new Set(messages().flatMap(operationsOf))]
    // Where it cannot be asked, the attempt says why not.
    const answers = await Promise.all(ids.map((id) => stateOf(id).catch((): UndoState => 'possible')))
    if (mine === turn) states.value = new Map(ids.map((id, at) => [id, answers[at] ?? 'none']))
  }
  watch(() => messages().flatMap(operationsOf).join(), read, { immediate: true })
  useBackendEvent('history.onRecorded', () => void read())

  return (notice) => {
    if (typeof notice.undo === 'function') return 'possible'
    const of = operationsOf(notice).map((id) => states.value.get(id) ?? 'none')
    if (of.length === 0) return 'none'
    if (of.every((state) => state === 'undone')) return 'undone'
    return of.every((state) => state === 'possible') ? 'possible' : 'none'
  }
}

function operationsOf({ undo }: Notice): readonly number[] {
  if (undo === null || typeof undo === 'function') return []
  return typeof undo === 'number' ? [undo] : undo
}
