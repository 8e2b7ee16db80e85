import type { Editable } from '#shared/contract/edits.ts'
import type { BatchTerms, BulkPlan, ExtendTo, SkippedCodes } from '#shared/contract/promo.ts'
import type { Creation, GeneratedCodes } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { CodeValidity } from '#shared/domain/promo-code.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import type { AppliesTo, Service } from '#shared/domain/services.ts'
import type { PickedRows, ResultSet } from './result-sets.ts'

/** How many examples of a reason a person is shown. */
export const EXAMPLES = 10

/** A code that has a text already. */
export interface TakenCode extends CodeValidity {
  readonly recipient: string
}

export interface NewBatches {
  readonly operationId: number
  readonly service: Service
  /** In UTC milliseconds. */
  readonly at: number
  /** One for each batch; may be empty texts. */
  readonly names: readonly string[]
  /** How the system made their codes; null for the person’s own. */
  readonly codeType: GeneratedCodes | null
}

/** Some thousand codes of one creation: the nth of each list belongs to the nth code. */
export interface NewCodes {
  /** What all of them have in common. */
  readonly creation: Creation
  /** When they are created, in UTC milliseconds. */
  readonly at: number
  /** Of the ids that were reserved. */
  readonly ids: readonly number[]
  readonly codes: readonly string[]
  readonly batches: readonly number[]
  readonly recipients: readonly string[]
  readonly emails: readonly string[]
  /** Codes whose creation was undone count as taken too. */
  readonly neverBefore: boolean
}

/** What is done to many codes at once. */
export type BulkChange =
  | { readonly kind: 'extend'; readonly to: ExtendTo }
  /** `at` is in UTC milliseconds. */
  | { readonly kind: 'delete'; readonly at: number }
  | { readonly kind: 'restore'; readonly today: IsoDate }
  | { readonly kind: 'terms'; readonly change: TermChange }

export interface BulkChanged {
  readonly changed: number
  readonly skipped: SkippedCodes[]
}

/** What of a code can be written in (terms as `contentOf` has them), and what says whether it may be. */
export interface EditableCode extends Record<Editable, string> {
  readonly id: number
  readonly code: string
  readonly service: Service
  readonly deleted: boolean
  /** Uses, also those that payments under way hold. */
  readonly uses: number
}

/** A cell that gets another content. */
export interface CodeEdit {
  readonly id: number
  readonly field: Editable
  readonly before: string
  readonly after: string
}

/** The way back from an operation, or forth to it again. */
export type Direction = 'undo' | 'redo'

/** What prevents an undo: how many codes, and the first few. */
export interface UndoConflict {
  readonly count: number
  readonly examples: readonly string[]
}

/** A bulk change that was made, and which way its codes go now. */
export interface ChangeRevert {
  readonly operationId: number
  readonly change: Exclude<BulkChange, { kind: 'restore' }> | { readonly kind: 'restore' }
  readonly direction: Direction
}

export interface EditRevert {
  readonly operationId: number
  readonly direction: Direction
}

/** Nothing is written where `conflict` counts any: codes that are no longer as the operation, or its undo, left them. */
export interface Reverted {
  readonly conflict: UndoConflict
  /** How many codes that are in use. */
  readonly changed: number
}

export interface EditsReverted extends Reverted {
  /** The codes in use whose recipient or address was written. */
  readonly recipients: readonly number[]
}

/** What an operation on codes has written: the same field of all its codes, or cells. */
export interface CodeWrites {
  readonly operationId: number
  /** Null where each of its cells says which field it is. */
  readonly field: Editable | 'deleted' | null
  /** How many codes or cells, about. */
  readonly count: number
}

/** Codes of a creation that was undone are withdrawn: out of use, but kept to be compared with and brought back. */
export interface CodesReader {
  /** The code in use that has this text, in any case. */
  findTaken(code: string): Promise<TakenCode | undefined>
  /** Those of some thousand `codes` that are in use, in any case of letters and in any order. */
  takenAmong(codes: readonly string[]): Promise<(TakenCode & { readonly code: string })[]>
  /**
   * How many codes were issued, also by creations that were undone, whose text matches in any case. `pattern` has no other
   * wildcard than `_`, for any character.
   */
  countLike(pattern: string): Promise<number>
  /**
   * How many of `emails`, which are compared in any case of ASCII letters, have a code of this service and application
   * that is active on `today` or not yet valid.
   */
  countHolders(
    emails: readonly string[],
    of: { service: Service; appliesTo: AppliesTo; today: IsoDate },
  ): Promise<number>
  /** The terms that the first code of the batch has; undefined where the batch has none. */
  termsOf(batch: number): Promise<BatchTerms | undefined>
  /** What the change would do to the picked codes, and skip. */
  planChange(picked: PickedRows, change: BulkChange, today: IsoDate): Promise<BulkPlan>
  /** Of some thousand `ids`, the codes that the result set has, in any order. */
  editable(set: ResultSet, ids: readonly number[]): Promise<EditableCode[]>
  /** A batch's codes, in the order of their creation. */
  ofBatch(batch: number): Promise<ResultSet>
  /** The codes that operations after `after` have created, changed or brought back, in the order of their creation. */
  changedSince(after: number): Promise<ResultSet>
  /** The codes whose creation operations after `after` have undone. */
  withdrawnSince(after: number): Promise<string[]>
  /** Codes of the creation that somebody has used, or is paying with. */
  usedOf(creation: number): Promise<UndoConflict>
  /** The first withdrawn code of the creation whose text another code has by now. */
  takenSince(creation: number): Promise<string | undefined>
  /** The codes, withdrawn ones too, of which both operations have written the same field. */
  writtenByBoth(one: CodeWrites, other: CodeWrites): Promise<UndoConflict>
}

export interface CodesWriter {
  /** Answers with their numbers, in the order of `names`. */
  insertBatches(batches: NewBatches): Promise<number[]>
  /**
   * The first of `count` neighbouring ids that were never used before.
   * @throws RangeError when the ids have run out
   */
  reserve(count: number): Promise<number>
  /** Inserts those whose code nobody has, in any case; answers with the positions of the others. */
  insert(codes: NewCodes): Promise<number[]>
  /** Applies the change to the picked codes that it is for, and keeps under `operationId` what was there. */
  change(
    operationId: number,
    picked: PickedRows,
    change: BulkChange,
    onProgress: (done: number) => void,
  ): Promise<BulkChanged>
  /** Writes some thousand cells, and keeps under `operationId` what was there. */
  edit(operationId: number, edits: readonly CodeEdit[]): Promise<void>
  /** Puts back what a bulk change wrote, or writes it again, in withdrawn codes too. */
  revertChange(revert: ChangeRevert, onProgress: (done: number) => void): Promise<Reverted>
  /** Puts back what was written in cells, or writes it again, in withdrawn codes too. `onProgress` counts cells. */
  revertEdits(revert: EditRevert, onProgress: (done: number) => void): Promise<EditsReverted>
  /** Takes the codes of the creation out of use; answers how many. */
  withdraw(creation: number, onProgress: (done: number) => void): Promise<number>
  /** Puts the creation's withdrawn codes into use again, with the ids that they had; answers how many. */
  bringBack(creation: number, onProgress: (done: number) => void): Promise<number>
}
