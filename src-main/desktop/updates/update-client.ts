import type { UpdateFailure } from '#shared/updates.ts'

export interface OfferedUpdate {
  readonly version: string
  readonly notes: string
}

/** What finds, gets and installs updates; `electron-client.ts` is the real one. */
export interface UpdateClient {
  /** Null where there is nothing newer. @throws UpdateError */
  check(signal: AbortSignal): Promise<OfferedUpdate | null>
  /** Gets what the last check found, and verifies it. @throws UpdateError */
  download(onProgress: (done: number) => void, signal: AbortSignal): Promise<void>
  /**
   * Verifies once more what was downloaded, and installs it. Where that needs the end of this program, it is on its way
   * when this returns. @throws UpdateError
   */
  install(): Promise<void>
}

export class UpdateError extends Error {
  readonly why: UpdateFailure
  /** Of the library or the network, for the log. */
  readonly code: string | undefined
  constructor(why: UpdateFailure, code?: string) {
    super(why)
    this.why = why
    this.code = code
  }
}
