import type { Clock, Log, Parts, RandomSource } from '#backend/kernel/dependencies.ts'
import type { PaypalParts } from './accounts/paypal-parts.ts'
import { createGateways, type Gateways } from './gateway/gateways.ts'
import { environmentProxy } from './http/environment-proxy.ts'
import { createHttpPort } from './http/undici-port.ts'
import { createPermissionsClient } from './permissions/permissions-client.ts'
import { createReturnServer, type ReturnServer } from './return-server.ts'
import { createSimulatorHost } from './simulator-host.ts'

export interface PaypalLine {
  readonly gateways: Gateways
  readonly permissions: PaypalParts['permissions']
  readonly returns: ReturnServer
  close(): Promise<void>
}

/** Everything between the application and PayPal, joined once: the way out, the gateways, the simulator, the way back. */
export function createPaypalLine(parts: {
  clock: Clock
  random: RandomSource
  log: Log
  paypal?: Parts['paypal']
}): PaypalLine {
  const { clock, random, log, paypal = {} } = parts
  const simulator = createSimulatorHost({ clock, random, log, running: paypal.simulator })
  const http = createHttpPort({
    proxyFor: paypal.proxyFor ?? environmentProxy(process.env),
    ...(paypal.pause && { pause: paypal.pause }),
  })
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
      await simulator.close()
    },
  }
}
