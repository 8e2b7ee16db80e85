import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import type { Account } from '#shared/domain/commerce/settings.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { createExpressClient } from '../express/express-client.ts'
import type { HttpPort } from '../http/http-port.ts'
import { createPayflowClient } from '../payflow/payflow-client.ts'
import type { Look } from '../payflow/payflow-types.ts'
import { createRestClient } from '../rest/rest-client.ts'
import { expressGateway } from './express-gateway.ts'
import type { Gateway } from './gateway.ts'
import { type Hosts, hostsOf, originsOf } from './hosts.ts'
import { payflowGateway } from './payflow-gateway.ts'
import { restGateway } from './rest-gateway.ts'

/** The site's own API account, which pays in a merchant's name (Express Checkout NVP). */
export interface ExpressCaller {
  readonly userName: string
  readonly password: string
  readonly signature: string
}

/** Everything that a gateway needs to know of an account. */
export interface Login {
  readonly provider: ProviderId
  readonly account: Account
  /** Of the account; empty where the product has none. */
  readonly password: string
  /** Null where the product needs none. */
  readonly caller: ExpressCaller | null
  readonly currency: PaymentCurrency
  readonly look: Look
}

export interface Gateways {
  /** @throws Error where the login lacks what its product needs, which the completeness check reports before */
  open(login: Login, destination: Destination): Promise<Gateway>
  /** The addresses of a destination, for what is no payment. */
  hosts(destination: Destination): Promise<Hosts>
  /** Where the merchant accepts or declines what PayPal holds. */
  reviewPage(provider: ProviderId, destination: Destination): Promise<URL>
  /** The way out to these hosts and no others. */
  portTo(hosts: Hosts): HttpPort
}

export interface GatewayDependencies {
  readonly http: HttpPort
  /** The simulator's address; asked for only where it is meant. */
  readonly simulator: () => Promise<URL>
  readonly clock: Clock
}

/** One gateway for each of PayPal's products, chosen by the provider and where it goes. */
export function createGateways(parts: GatewayDependencies): Gateways {
  const { clock } = parts
  const hosts = (destination: Destination) => hostsOf(destination, parts.simulator)
  const portTo = (at: Hosts) => guardedPort(parts.http, originsOf(at))

  return {
    hosts,
    portTo,
    async reviewPage(provider, destination) {
      const { payflow, express } = (await hosts(destination)).reviewPages
      return providerOf(provider).protocol === 'payflow' ? payflow : express
    },
    async open(login, destination) {
      const { account, password, caller, look, currency } = login
      const at = await hosts(destination)
      const http = portTo(at)
      switch (providerOf(login.provider).protocol) {
        case 'payflow': {
          const { partnerId: partner, vendor, userId: user } = account
          const payflow = { partner, vendor, user, password }
          return payflowGateway(createPayflowClient(at.payflow, payflow, http), destination, look)
        }
        case 'express': {
          if (!caller) throw new Error('Express Checkout without a caller')
          const express = { ...caller, subject: account.paypalEmail }
          return expressGateway(createExpressClient(at.express, express, http, clock), destination, {
            look,
            currency,
          })
        }
        case 'rest': {
          const rest = { clientId: account.clientId, clientSecret: password }
          return restGateway(createRestClient(at.rest, rest, http, clock), destination, look)
        }
      }
    },
  }
}

/**
 * The way out to one destination only: whatever a client asks, nothing of a test reaches a live host, and nothing of
 * production a test host.
 * @throws Error when a client asks for another host, which is a bug of ours
 */
function guardedPort(port: HttpPort, origins: ReadonlySet<string>): HttpPort {
  return {
    async send(request) {
      if (!origins.has(request.url.origin)) throw new Error('a request to a host of another destination')
      return await port.send(request)
    },
    pause: (ms) => port.pause(ms),
    close: () => port.close(),
  }
}
