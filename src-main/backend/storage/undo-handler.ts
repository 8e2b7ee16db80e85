import type { DetailsOf, UndoableKind } from '#shared/contract/operations.ts'
import type { CodeWrites, Direction } from './codes.ts'
import type { Transaction } from './storage.ts'

/** An operation that is to be undone, or done again. */
export interface Reversal<Details> {
  readonly operationId: number
  readonly details: Details
  readonly doneAt: number
  /** The operation whose outcome applies now: itself, its redo, or its undo. */
  readonly activeId: number
  readonly direction: Direction
  readonly at: number
  onProgress(done: number, total: number): void
}

/**
 * What an operation wrote, by which a later change of the same is found: in codes, or in places as `history.changed-since`
 * names them. `checked-by-revert` where the inverse itself looks for later changes.
 */
export type Written =
  { readonly codes: CodeWrites } | { readonly places: readonly string[] } | 'checked-by-revert'

/** How operations of one kind are undone. */
export interface UndoHandler<Details> {
  /** Takes back what the operation did, or does it again; answers how many things changed. */
  revert(tx: Transaction, reversal: Reversal<Details>): Promise<number>
  written(details: Details, operationId: number): Written
  /** What windows read again afterwards, beside the history. */
  readonly announces: readonly ('commerce' | 'site')[]
}

export type UndoHandlers<K extends UndoableKind> = { readonly [P in K]: UndoHandler<DetailsOf[P]> }
