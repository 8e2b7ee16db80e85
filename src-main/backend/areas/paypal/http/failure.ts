import type { HttpFailure } from './http-port.ts'

/** What is known of the connection when a request fails. */
export interface ConnectionState {
  /** The connection was established (through the proxy's tunnel and TLS too), so that something may have left. */
  connected: boolean
  readonly viaProxy: boolean
  readonly timedOut: boolean
}

const OFFLINE = ['EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL']
const TIMED_OUT = ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']
/** The parser's own errors have no code where the first line is no HTTP, so they are known by name. */
const MALFORMED = [
  'HTTPParserError',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_HEADERS_OVERFLOW',
]
const CERTIFICATE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CRL_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|EPROTO)/

/** Sorts what undici, Node and OpenSSL throw. Without an established connection, certainly nothing was sent. */
export function failureOf(error: unknown, state: ConnectionState): HttpFailure {
  return { code: codeOf(error, state), sent: state.connected }
}

function codeOf(error: unknown, state: ConnectionState): HttpFailure['code'] {
  const codes = codesOf(error)
  const has = (names: readonly string[]) => codes.some((code) => names.includes(code))
  if (state.timedOut || has(TIMED_OUT)) return 'timed-out'
  if (state.connected) {
    return has(MALFORMED) ? 'malformed-answer' : 'connection-lost'
  }
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate-refused'
  if (state.viaProxy) return 'proxy-refused'
  if (has(['ENOTFOUND'])) return 'host-unknown'
  if (has(OFFLINE)) return 'offline'
  if (has(['ECONNREFUSED'])) return 'connection-refused'
  return 'connection-lost'
}

/** The codes and names of an error, of its causes, and of what it gathers (one for each address that was tried). */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const gathered = error instanceof AggregateError ? error.errors : []
  return [error.name, ...own, ...[error.cause, ...gathered].flatMap((inner) => codesOf(inner, depth + 1))]
}
