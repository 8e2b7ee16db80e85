import { isDeepStrictEqual } from 'node:util'
import type { ProxyConfig, Session } from 'electron'
import type { ProxyChoice } from '#shared/preferences.ts'
import type { ProxyFor } from '#backend/app/process/host-proxy.ts'
import { firstProxy } from './proxy-list.ts'

/** What of Electron's session takes part. */
export type ProxySession = Pick<Session, 'setProxy' | 'resolveProxy' | 'closeAllConnections'>

export interface Proxy {
  /** The person has chosen another way. */
  apply(): void
  /** Has another session go the same way. */
  applyTo(session: ProxySession): Promise<void>
  /** For what the backend sends. */
  readonly proxyFor: ProxyFor
}

function configOf(choice: ProxyChoice | undefined): ProxyConfig {
  if (choice === undefined) return { mode: 'system' }
  return choice.way === 'none' ? { mode: 'direct' } : { mode: 'fixed_servers', proxyRules: choice.address }
}

/**
 * The way to the network that a person chose, or the system's. It is Chromium's to know, also for the backend: it reads
 * the system's settings, and the script that they may name. `ready`: from when on there is a `main` session.
 */
export function createProxy(
  ready: Promise<unknown>,
  main: () => ProxySession,
  choice: () => ProxyChoice | undefined,
): Proxy {
  async function applyTo(session: ProxySession): Promise<void> {
    await session.setProxy(configOf(choice()))
    // What is open goes the way from before.
    await session.closeAllConnections()
  }
  // The system's is what a session has.
  let last: ProxyChoice | undefined
  let applied: Promise<unknown> = ready.then(applyChange)
  async function applyChange(): Promise<void> {
    const next = choice()
    if (isDeepStrictEqual(next, last)) return
    last = next
    await applyTo(main())
  }
  return {
    apply: () => void (applied = applied.catch(() => undefined).then(applyChange)),
    applyTo,
    async proxyFor(url) {
      await applied
      return firstProxy(await main().resolveProxy(url.href))
    },
  }
}
