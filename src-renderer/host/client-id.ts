const KEY = 'client-id'
/** The page that a reload replaces may hold the id for a moment more; a tab that was duplicated goes on holding it. */
const RELEASED_MS = 500

/**
 * What this window names itself by. It survives a reload, as the storage of a tab does; since a browser copies that
 * storage into a duplicated tab, whoever has the id holds a lock of its name.
 */
export async function windowClientId(): Promise<string> {
  const kept = read()
  if (kept !== null && (await hold(kept))) return kept
  const fresh = crypto.randomUUID()
  write(fresh)
  // Nobody else can have it; the page does not wait.
  void hold(fresh)
  return fresh
}

/** Holds the lock until the page goes; false where another window has it. */
function hold(id: string): Promise<boolean> {
  const taken = Promise.withResolvers<boolean>()
  const signal = AbortSignal.timeout(RELEASED_MS)
  const left = Promise.withResolvers<undefined>()
  window.addEventListener('pagehide', () => left.resolve(undefined), { once: true })
  const holding = navigator.locks.request(`client ${id}`, { signal }, () => {
    taken.resolve(true)
    return left.promise
  })
  holding.catch(() => taken.resolve(false))
  return taken.promise
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

function write(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // A browser that keeps nothing gives a page another id after a reload.
  }
}
