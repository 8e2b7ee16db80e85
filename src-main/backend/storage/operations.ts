import type { OperationDetails, OperationKind } from '#shared/contract/operations.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/languages/languages.ts'

export interface StoredOperation {
  readonly id: number
  readonly at: number
  readonly details: OperationDetails
  /** The operation that undid it. */
  readonly undoneBy: number | null
  /** The window that did it, or `SCRIPT`; null of what the program did by itself, or before this was recorded. */
  readonly client: string | null
  /** The name of the person who did it; null where nobody was named, and of what the program did by itself. */
  readonly author: string | null
}

/** What was stored for a call of the contract. */
export interface StoredRequest {
  readonly method: string
  /** In the order in which they were recorded. */
  readonly operationIds: readonly number[]
}

/** So long is known what was stored for a request: nobody waits for an answer any more then. */
export const REQUESTS_KEPT_MS = 30 * 24 * 3_600_000

/** What the rows of one request say together, in the order of their operations. */
export function toStoredRequest(
  rows: readonly { readonly method: string; readonly operation_id: number | null }[],
): StoredRequest | undefined {
  const [first] = rows
  return (
    first && { method: first.method, operationIds: rows.flatMap(({ operation_id }) => operation_id ?? []) }
  )
}

/** What is looked for in the history. An undo or a redo counts as what a person did in the first place, too. */
export interface OperationSearch {
  readonly kinds?: readonly OperationKind[] | undefined
  /** What concerned this code, without regard to case. */
  readonly code?: string | undefined
  readonly service?: Service | undefined
  readonly author?: string | undefined
  /** In UTC milliseconds. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly undone?: boolean | undefined
  /** Words that are all in what a person reads, or are codes. */
  readonly text?: string | undefined
  /** Of `text`. */
  readonly language: Language
}

export const MOST_AUTHORS = 1000

export interface OperationsReader {
  /**
   * Operations with a number below `before`, the newest first; those of one client where it is given, and without those of
   * others than `author` where that is.
   */
  list(page: {
    before?: number | undefined
    limit: number
    client?: string | undefined
    author?: string | undefined
  }): Promise<StoredOperation[]>
  count(): Promise<number>
  /** Those that match, as `list` gives them, and how many there are in all. */
  search(
    search: OperationSearch,
    page: { before?: number | undefined; limit: number },
  ): Promise<{ total: number; operations: StoredOperation[] }>
  /** The same without counting, for whoever reads all of them page by page. */
  page(search: OperationSearch, page: { before: number; limit: number }): Promise<StoredOperation[]>
  /** The names of the persons behind all operations, as far as there are any; at most `MOST_AUTHORS`. */
  authors(): Promise<string[]>
  /** The number that the next operation gets. */
  nextId(): Promise<number>
  find(id: number): Promise<StoredOperation | undefined>
  /** Operations with a number above `after` that nobody has undone, the newest first. */
  activeAfter(after: number): Promise<StoredOperation[]>
  /** The redo of `root` that is in effect. */
  activeRedoOf(root: number): Promise<number | undefined>
  /** Undefined where nothing was stored for the request. */
  findRequest(requestId: string): Promise<StoredRequest | undefined>
}

export interface OperationsWriter {
  /** Records an operation of the present request's client and person under the next number, which is the answer. */
  record(operation: { readonly at: number; readonly details: OperationDetails }): Promise<number>
  /** Completes an operation that was recorded at the start of its transaction, now that its counts are known. */
  complete(id: number, details: OperationDetails): Promise<void>
  /** Null: it is in effect again. */
  markUndone(id: number, by: number | null): Promise<void>
}
