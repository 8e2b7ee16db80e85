import type { codeOperations, UndoableIn, UndoableKind } from '#shared/contract/operations.ts'
import { commerceUndoHandlers } from '#backend/areas/commerce/commerce.ts'
import { mailUndoHandlers } from '#backend/areas/mail/mail.ts'
import { redemptionUndoHandlers } from '#backend/areas/redemptions/redemptions.ts'
import { settingsUndoHandlers } from '#backend/areas/site/site.ts'
import type { UndoHandler, UndoHandlers } from '#backend/storage/undo-handler.ts'
import { revertBulkChange } from './revert-bulk-change.ts'
import { revertCreation } from './revert-creation.ts'
import { revertEdit } from './revert-edit.ts'

const codeUndoHandlers: UndoHandlers<UndoableIn<typeof codeOperations>> = {
  'create-codes': {
    revert: (tx, { details, ...reversal }) => revertCreation(tx, { ...reversal, total: details.codes }),
    // No code is there before its creation; what was done with codes of it does not keep them from being withdrawn.
    written: () => 'checked-by-revert',
    announces: [],
  },
  'extend-codes': {
    revert: (tx, { details, ...reversal }) =>
      revertBulkChange(tx, {
        ...reversal,
        total: details.changed,
        change: { kind: 'extend', to: details.to },
      }),
    written: ({ changed }, operationId) => ({ codes: { operationId, field: 'expires', count: changed } }),
    announces: [],
  },
  'delete-codes': {
    revert: (tx, { details, doneAt, ...reversal }) =>
      revertBulkChange(tx, {
        ...reversal,
        total: details.changed,
        change: { kind: 'delete', at: doneAt },
      }),
    written: ({ changed }, operationId) => ({ codes: { operationId, field: 'deleted', count: changed } }),
    announces: [],
  },
  'restore-codes': {
    revert: (tx, { details, ...reversal }) =>
      revertBulkChange(tx, { ...reversal, total: details.changed, change: { kind: 'restore' } }),
    written: ({ changed }, operationId) => ({ codes: { operationId, field: 'deleted', count: changed } }),
    announces: [],
  },
  'change-terms': {
    revert: (tx, { details, ...reversal }) =>
      revertBulkChange(tx, {
        ...reversal,
        total: details.changed,
        change: { kind: 'terms', change: details.change },
      }),
    written: ({ changed, change }, operationId) => ({
      codes: { operationId, field: change.term, count: changed },
    }),
    announces: [],
  },
  'edit-codes': {
    revert: (tx, { details, ...reversal }) => revertEdit(tx, { ...reversal, total: details.cells }),
    written: ({ cells }, operationId) => ({ codes: { operationId, field: null, count: cells } }),
    announces: [],
  },
}

const UNDO_HANDLERS: UndoHandlers<UndoableKind> = {
  ...codeUndoHandlers,
  ...settingsUndoHandlers,
  ...commerceUndoHandlers,
  ...mailUndoHandlers,
  ...redemptionUndoHandlers,
}

export const isUndoableKind = (kind: string): kind is UndoableKind => Object.hasOwn(UNDO_HANDLERS, kind)

export const undoHandlerOf = (kind: UndoableKind): UndoHandler<object> =>
  UNDO_HANDLERS[kind] as UndoHandler<object>
