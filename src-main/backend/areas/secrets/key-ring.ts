import type { SiteKind } from '#shared/contract/site.ts'
import { wipe } from './sealed-bytes.ts'

/**
 * The keys of the sites' secret boxes that are open in this run. A key that is replaced or dropped is wiped. Each is of one
 * wrapped key: where another program has given the site another box, it is of no use.
 */
export interface KeyRing {
  get(kind: SiteKind, wrapped: string): Buffer | undefined
  keep(kind: SiteKind, key: Buffer, wrapped: string): Buffer
  drop(kind: SiteKind): void
  /** Drops the key until somebody unlocks: the keychain is not asked by itself any more. */
  lock(kind: SiteKind): void
  isLocked(kind: SiteKind): boolean
  /** Remembers whether the keychain opened this wrapped key. */
  note(kind: SiteKind, wrapped: string, opens: boolean): void
  /** Whether it did; undefined while it was not tried. */
  noted(kind: SiteKind, wrapped: string): boolean | undefined
  dropAll(): void
}

export function createKeyRing(): KeyRing {
  const keys = new Map<SiteKind, { key: Buffer; wrapped: string }>()
  const locked = new Set<SiteKind>()
  const notes = new Map<SiteKind, { wrapped: string; opens: boolean }>()
  const drop = (kind: SiteKind): void => {
    const known = keys.get(kind)
    if (known) wipe(known.key)
    keys.delete(kind)
  }
  return {
    get(kind, wrapped) {
      const known = keys.get(kind)
      return known?.wrapped === wrapped ? known.key : undefined
    },
    keep(kind, key, wrapped) {
      if (keys.get(kind)?.key !== key) drop(kind)
      keys.set(kind, { key, wrapped })
      locked.delete(kind)
      return key
    },
    drop(kind) {
      drop(kind)
      locked.delete(kind)
    },
    lock(kind) {
      drop(kind)
      locked.add(kind)
    },
    isLocked: (kind) => locked.has(kind),
    note: (kind, wrapped, opens) => void notes.set(kind, { wrapped, opens }),
    noted(kind, wrapped) {
      const note = notes.get(kind)
      return note?.wrapped === wrapped ? note.opens : undefined
    },
    dropAll() {
      for (const kind of [...keys.keys()]) drop(kind)
    },
  }
}
