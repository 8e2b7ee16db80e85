import type { Destination, TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Mode } from '#shared/domain/services.ts'
import { PAYPAL_MANAGER } from '#shared/external-links.ts'
import type { ExpressHosts } from '../express/express-types.ts'
import type { PayflowHosts } from '../payflow/payflow-types.ts'
import type { PermissionsHosts } from '../permissions/permissions-types.ts'
import type { RestHosts } from '../rest/rest-types.ts'

/** Test talks to the sandbox or the simulator, Production to PayPal itself, and never otherwise (SPEC 2.1, 2.2). */
export const destinationOf = (mode: Mode, testTarget: TestTarget): Destination =>
  mode === 'production' ? 'live' : testTarget

/** Every address of a destination. */
export interface Hosts {
  readonly payflow: PayflowHosts
  readonly express: ExpressHosts
  readonly permissions: PermissionsHosts
  readonly rest: RestHosts
  /** Where a merchant decides about what is held: PayPal Manager, which has no host of its own for tests, and the account. */
  readonly reviewPages: { readonly payflow: URL; readonly express: URL }
}

function hosts(test: boolean, at: Record<keyof typeof LIVE, string>): Hosts {
  const buyerPage = new URL('/cgi-bin/webscr', at.pages)
  return {
    payflow: {
      transactions: new URL(at.payflow),
      hostedPage: new URL(at.payflowPage),
      expressPage: buyerPage,
      test,
    },
    express: { api: new URL(at.express), buyerPage },
    permissions: { api: new URL(at.permissions), merchantPage: buyerPage },
    rest: { api: new URL(at.rest), buyerOrigin: new URL(at.pages).origin },
    reviewPages: { payflow: new URL(at.manager), express: new URL(at.activity) },
  }
}

const LIVE = {
  payflow: 'https://payflowpro.paypal.com/',
  payflowPage: 'https://payflowlink.paypal.com/',
  express: 'https://api-3t.paypal.com/nvp',
  permissions: 'https://svcs.paypal.com/Permissions/',
  rest: 'https://api-m.paypal.com/',
  pages: 'https://www.paypal.com/',
  manager: PAYPAL_MANAGER,
  activity: 'https://www.paypal.com/activities/',
}

const SANDBOX: typeof LIVE = {
  payflow: 'https://pilot-payflowpro.paypal.com/',
  // The guides also name the live host with MODE=TEST; no test goes there, so this is PayPal's host for tests.
  payflowPage: 'https://pilot-payflowlink.paypal.com/',
  express: 'https://api-3t.sandbox.paypal.com/nvp',
  permissions: 'https://svcs.sandbox.paypal.com/Permissions/',
  rest: 'https://api-m.sandbox.paypal.com/',
  pages: 'https://www.sandbox.paypal.com/',
  manager: LIVE.manager,
  activity: 'https://www.sandbox.paypal.com/activities/',
}

const onSimulator = (base: URL): typeof LIVE => {
  const at = (path: string) => new URL(path, base).href
  return {
    payflow: at('/payflow'),
    payflowPage: at('/payflowlink'),
    express: at('/nvp'),
    permissions: at('/Permissions/'),
    rest: at('/'),
    pages: at('/'),
    manager: at('/review'),
    activity: at('/review'),
  }
}

/** The one table of addresses. The simulator's is asked for only where it is meant. */
export async function hostsOf(destination: Destination, simulator: () => Promise<URL>): Promise<Hosts> {
  switch (destination) {
    case 'live':
      return hosts(false, LIVE)
    case 'sandbox':
      return hosts(true, SANDBOX)
    case 'simulator':
      return hosts(true, onSimulator(await simulator()))
  }
}

/** Every origin that a destination has, pages of buyers and merchants included. */
export const originsOf = ({ payflow, express, permissions, rest }: Hosts): ReadonlySet<string> =>
  new Set([
    payflow.transactions.origin,
    payflow.hostedPage.origin,
    express.api.origin,
    express.buyerPage.origin,
    permissions.api.origin,
    rest.api.origin,
    rest.buyerOrigin,
  ])
