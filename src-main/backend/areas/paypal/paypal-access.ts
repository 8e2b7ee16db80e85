import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { PaypalDependencies } from './accounts/paypal-dependencies.ts'
import { createGateways, type Gateways } from './gateway/gateways.ts'
import { environmentProxy } from './http/environment-proxy.ts'
import { createHttpPort } from './http/undici-port.ts'
import { createPermissionsClient } from './permissions/permissions-client.ts'
import { createReturnServer, type ReturnServer } from './return-server.ts'

export interface PaypalAccess {
  readonly gateways: Gateways
  readonly permissions: PaypalDependencies['permissions']
  readonly returns: ReturnServer
  close(): Promise<void>
}

/** Everything between the application and PayPal, joined once: the way out, the gateways, the way back. */
export function createPaypalAccess(parts: {
  clock: Clock
  random: RandomSource
  log: Log
  simulator: { url(): Promise<URL> }
  /** The address of the proxy that the system wants for a host, or null; the usual variables where it is left out. */
  proxyFor?: ((url: URL) => Promise<string | null>) | undefined
  /** How time passes between two tries of a call; for tests. */
  pause?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}): PaypalAccess {
  const { clock, random, log, simulator, proxyFor = environmentProxy(process.env), pause } = parts
  const http = createHttpPort({ proxyFor, ...(pause && { pause }) })
  const gateways = createGateways({ http, simulator: () => simulator.url(), clock })
  const returns = createReturnServer({ random, log })
  return {
    gateways,
    returns,
    async permissions(caller, destination) {
      const hosts = await gateways.hosts(destination)
      return createPermissionsClient(hosts.permissions, caller, gateways.portTo(hosts))
    },
    async close() {
      await returns.close()
      await http.close()
    },
  }
}
