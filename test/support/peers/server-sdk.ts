import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Client, Environment } from '@paypal/paypal-server-sdk'

/**
 * PayPal's own server SDK, with everything of it as it is but where it connects to: its hosts are fixed, so that the
 * simulator takes the place of the connection below HTTP's client.
 */
export function serverSdkAt(simulator: string, secret = 'secret'): Client {
  const { hostname, port } = new URL(simulator)
  const transport = {
    request(options: RequestOptions, answered: (answer: IncomingMessage) => void) {
      const { headers, method, path } = options
      return httpRequest(
        { method, path, headers: withHost(headers, `${hostname}:${port}`), hostname, port },
        answered,
      )
    },
  }
  return new Client({
    clientCredentialsAuthCredentials: { oAuthClientId: 'client', oAuthClientSecret: secret },
    environment: Environment.Sandbox,
    timeout: 10_000,
    unstable_httpClientOptions: { transport },
  })
}

const withHost = (headers: RequestOptions['headers'], host: string): Record<string, string> => ({
  ...(headers as Record<string, string>),
  host,
})
