import type { HttpPort } from '../http/http-port.ts'

/**
 * The way out to one destination only: whatever a client asks, nothing of a test reaches a live host, and nothing of
 * production a test host.
 * @throws Error when a client asks for another host, which is a bug of ours
 */
export function guardedPort(port: HttpPort, origins: ReadonlySet<string>): HttpPort {
  return {
    async send(request) {
      if (!origins.has(request.url.origin)) throw new Error('a request to a host of another destination')
      return await port.send(request)
    },
    pause: (ms) => port.pause(ms),
    close: () => port.close(),
  }
}
