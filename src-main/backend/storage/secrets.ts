import type { SealKind } from '#shared/contract/seal.ts'

/** How the box's key is sealed; `wrapped` is JSON. */
export interface StoredBox {
  readonly seal: SealKind
  readonly wrapped: string
}

export interface StoredSecret {
  readonly name: string
  /** Base64 of nonce, tag and sealed bytes. */
  readonly sealed: string
  /** What it was stored for (`areas/secrets/secret-target.ts`); it is used for nothing else. */
  readonly target: string
}

export interface SecretsReader {
  box(): Promise<StoredBox | undefined>
  list(): Promise<StoredSecret[]>
  find(name: string): Promise<StoredSecret | undefined>
  count(): Promise<number>
}

export interface SecretsWriter {
  writeBox(box: StoredBox): Promise<void>
  insert(secret: StoredSecret): Promise<void>
  /** The same secrets under another key: what points at them stays. */
  reseal(secrets: readonly Pick<StoredSecret, 'name' | 'sealed'>[]): Promise<void>
  /** Every secret, what points at one, and the key of the box. */
  dropAll(): Promise<void>
}
