import type { SealKind } from '#shared/contract/seal.ts'

/** What keeps the key of the secret box while the program does not run. */
export interface Seal {
  readonly kind: SealKind
  /** The key as JSON that can be stored anywhere. */
  wrap(key: Buffer): Promise<string>
  /** The key again; whoever gets it wipes it. @throws NotSealedHere */
  unwrap(wrapped: string): Promise<Buffer>
}
