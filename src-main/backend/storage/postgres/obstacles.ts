import pg from 'pg'
import type { DatabaseObstacle } from '#shared/contract/database-obstacles.ts'

/** By the server's code (SQLSTATE), the system's, or OpenSSL's; the first that matches. */
const BY_CODE: readonly (readonly [RegExp, DatabaseObstacle])[] = [
  [/^28P01$/, 'wrong-login'],
  [/^3D000$/, 'no-database'],
  [/^42501$/, 'no-rights'],
  [/^25006$/, 'server-read-only'],
  [/^(53...|57P03)$/, 'server-full'],
  [/^(ECONNREFUSED)$/, 'refused'],
  [
    /^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    'unreachable',
  ],
  [/^(ECONNRESET|EPIPE)$/, 'not-postgres'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate-name'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'certificate-expired'],
  [
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_(UNTRUSTED|REJECTED)|INVALID_(CA|PURPOSE))$/,
    'certificate-unknown',
  ],
  [/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*|CERT_.*)$/, 'tls-failed'],
]

/** The driver gives no code of its own errors. */
const BY_MESSAGE: readonly (readonly [RegExp, DatabaseObstacle])[] = [
  [/^(timeout expired|Query read timeout)/, 'unreachable'],
  [/does not support SSL connections/, 'no-tls'],
  [/^(Connection terminated|There was an error establishing an SSL connection)/, 'not-postgres'],
]

/** Why a connection to a server was not made, or what it refused. */
export function obstacleOf(error: unknown): DatabaseObstacle {
  // Of several addresses of one host, the last one says as much as any.
  if (error instanceof AggregateError && error.errors.length > 0) return obstacleOf(error.errors.at(-1))
  if (!(error instanceof Error)) return 'other'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof pg.DatabaseError) {
    // Its message is in the server's language; the place in its code is not.
    if (code === '28000') return error.routine === 'ClientAuthentication' ? 'not-allowed' : 'wrong-login'
    return found(BY_CODE, code) ?? 'other'
  }
  return found(BY_CODE, code) ?? found(BY_MESSAGE, error.message) ?? 'other'
}

const found = (
  meanings: readonly (readonly [RegExp, DatabaseObstacle])[],
  text: string,
): DatabaseObstacle | undefined => meanings.find(([pattern]) => pattern.test(text))?.[1]
