import type { Deed, Operation } from '#shared/contract/history.ts'
import { dayIn, instantOf } from '#shared/domain/dates.ts'
import { UNDOABLE_COMMERCE } from '../commerce/undo.ts'
import type { StoredOperation } from '../storage/operations.ts'

/** What has an inverse. An undo has none yet: doing again would be a kind of its own. */
const UNDOABLE: readonly Deed['kind'][] = [
  'create-codes',
  'extend-codes',
  'delete-codes',
  'change-settings',
  ...UNDOABLE_COMMERCE,
]

export const isUndoable = (deed: Deed): boolean => UNDOABLE.includes(deed.kind)

/** An operation as the window sees it. */
export function toOperation({ id, at, deed, undoneBy }: StoredOperation, timeZone: string): Operation {
  return {
    id,
    at: instantOf(at),
    day: dayIn(timeZone, at),
    deed,
    undoable: undoneBy === null && isUndoable(deed),
    undoneBy,
  }
}
