/** The recipient that a code would get; what is left out stays. */
export interface ChangedRecipient {
  readonly name?: string | undefined
  readonly email?: string | undefined
}

export interface FollowCounts {
  /** Messages not yet sent that go to another address. */
  readonly readdressed: number
  /** Messages not yet sent that go to the same address under another name. */
  readonly renamed: number
  /** Codes that were not queued, and go along with a message to their new recipient. */
  readonly joined: number
  /** Codes whose message is not sent, since their new recipient has had one of the batch. */
  readonly withheld: number
}

export const NOTHING_FOLLOWS: FollowCounts = { readdressed: 0, renamed: 0, joined: 0, withheld: 0 }

export interface MailFollowReader {
  /** What messages not yet sent would do if the codes had these recipients (`mail-follow-rule.ts`). */
  planFollow(changed: ReadonlyMap<number, ChangedRecipient>): Promise<FollowCounts>
  /** The codes that messages carry. */
  codesCarried(messages: readonly number[]): Promise<number[]>
  /** The codes that wait in messages of the batches that the operation created. */
  codesWaitingOf(creation: number): Promise<number[]>
  /** The codes of every message that waits. */
  allCodesWaiting(): Promise<number[]>
  /** Of codes with the keys of their addresses, those whose newest message went, or may have gone, to another address. */
  countSentBefore(codes: readonly (readonly [id: number, key: string])[]): Promise<number>
}

export interface MailFollowWriter {
  /**
   * Lets messages not yet sent follow the codes, whose recipients may have changed (`mail-follow-rule.ts`). `revives`:
   * a message that was parked is queued again.
   */
  follow(codes: readonly number[], at: number): Promise<{ counts: FollowCounts; revives: boolean }>
  /**
   * Takes what an operation queued, and was not sent yet, out of the queue: also its codes that go with messages of
   * other operations. Codes of others that went with its messages, `guests`, wait where they were queued, or in a
   * message of their own, and are to follow from there. `changed`: how many messages of the operation there were.
   */
  takeBack(operationId: number, at: number): Promise<{ changed: number; guests: number[] }>
}
