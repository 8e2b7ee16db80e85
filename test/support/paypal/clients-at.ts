import { createExpressClient } from '#backend/areas/paypal/express/express-client.ts'
import type { HttpPort } from '#backend/areas/paypal/http/http-port.ts'
import { createPayflowClient } from '#backend/areas/paypal/payflow/payflow-client.ts'
import { createPermissionsClient } from '#backend/areas/paypal/permissions/permissions-client.ts'
import { createRestClient } from '#backend/areas/paypal/rest/rest-client.ts'
import type { RunningSimulator } from '../simulator/simulator.ts'

/** A client of each protocol, each with an account that the simulator takes unless another is given. */
export function clientsAt({ url, clock }: RunningSimulator, port: HttpPort) {
  const at = (path: string) => new URL(path, url)
  const page = at('/cgi-bin/webscr')
  const caller = { userName: 'caller_api1.example.com', password: 'secret', signature: 'signature' }
  return {
    payflow: (change: { password?: string; vendor?: string; partner?: string } = {}) =>
      createPayflowClient(
        { transactions: at('/payflow'), hostedPage: at('/payflowlink'), expressPage: page, test: true },
        { partner: 'PayPal', vendor: 'fjordkurs', user: 'fjordkurs', password: 'secret', ...change },
        port,
      ),
    express: (change: { password?: string; subject?: string; grant?: Grant } = {}) =>
      createExpressClient(
        { api: at('/nvp'), buyerPage: page },
        { ...caller, subject: 'shop@example.com', ...change },
        port,
        clock,
      ),
    permissions: (change: { password?: string } = {}) =>
      createPermissionsClient(
        { api: at('/Permissions/'), merchantPage: page },
        { ...caller, applicationId: 'APP-80W284485P519543T', ...change },
        port,
      ),
    rest: (change: { clientSecret?: string } = {}) =>
      createRestClient(
        { api: at('/'), buyerOrigin: at('/').origin },
        { clientId: 'client', clientSecret: 'secret', ...change },
        port,
        clock,
      ),
  }
}

interface Grant {
  readonly token: string
  readonly tokenSecret: string
}
