import type { Deed, Operation } from '#shared/contract/history.ts'
import { dayIn, instantOf } from '#shared/domain/dates.ts'
import { UNDOABLE_COMMERCE } from '#backend/areas/commerce/commerce.ts'
import type { StoredOperation } from '#backend/storage/operations.ts'

/** What has an inverse. */
const UNDOABLE: readonly string[] = [
  'create-codes',
  'extend-codes',
  'delete-codes',
  'restore-codes',
  'edit-codes',
  'change-settings',
  'save-template',
  'queue-messages',
  'resend-messages',
  'cancel-messages',
  'settle-messages',
  'mark-sent',
  ...UNDOABLE_COMMERCE,
]
/** Linking takes passwords from a service, which its undo gave back: it is done again on the page, where that is asked. */
const NOT_REDONE: readonly string[] = ['enable-service']

/** An undo has an inverse where what it undid can be done again; what was done again can be undone again. */
export function isUndoable(deed: Deed): boolean {
  if (deed.kind === 'undo') return UNDOABLE.includes(deed.undone) && !NOT_REDONE.includes(deed.undone)
  return UNDOABLE.includes(deed.kind === 'redo' ? deed.redone : deed.kind)
}

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
