import { describe, expect, it } from 'vitest'
import { failureOf } from '#backend/areas/paypal/http/failure.ts'

const error = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code })
const line = (is: Partial<{ connected: boolean; viaProxy: boolean; timedOut: boolean }>) => ({
  connected: false,
  viaProxy: false,
  timedOut: false,
  ...is,
})

describe('before the connection is established, nothing was sent', () => {
  it.each([
    ['ENOTFOUND', 'host-unknown'],
    ['EAI_AGAIN', 'offline'],
    ['ENETUNREACH', 'offline'],
    ['EHOSTUNREACH', 'offline'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ECONNRESET', 'connection-lost'],
    ['ETIMEDOUT', 'timed-out'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timed-out'],
    ['CERT_HAS_EXPIRED', 'certificate-refused'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-refused'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-refused'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-refused'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-refused'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate-refused'],
    ['ERR_SOMETHING_ELSE', 'connection-lost'],
  ])('%s: %s', (code, means) => {
    expect(failureOf(error(code), line({}))).toEqual({ code: means, sent: false })
  })

  it('one of the addresses of a host decides for all', () => {
    const all = new AggregateError([error('ENETUNREACH'), error('EOTHER')])
    expect(failureOf(all, line({}))).toEqual({ code: 'offline', sent: false })
  })

  it('the cause of an error decides', () => {
    expect(failureOf(error('UND_ERR', error('ENOTFOUND')), line({}))).toMatchObject({ code: 'host-unknown' })
  })

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_ABORTED'])('through a proxy, %s is the proxy’s', (code) => {
    expect(failureOf(error(code), line({ viaProxy: true }))).toEqual({ code: 'proxy-refused', sent: false })
  })
})

describe('once it is established, nobody knows', () => {
  it.each([
    ['ECONNRESET', 'connection-lost'],
    ['UND_ERR_SOCKET', 'connection-lost'],
    ['ENOTFOUND', 'connection-lost'],
    ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'malformed-answer'],
    ['UND_ERR_HEADERS_OVERFLOW', 'malformed-answer'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timed-out'],
  ])('%s: %s', (code, means) => {
    expect(failureOf(error(code), line({ connected: true }))).toEqual({ code: means, sent: true })
  })
  it('a time limit is one, whatever it broke', () => {
    expect(failureOf(new Error('aborted'), line({ connected: true, timedOut: true }))).toEqual({
      code: 'timed-out',
      sent: true,
    })
  })
  it('what is no error at all is none the less lost', () => {
    expect(failureOf('oops', line({ connected: true }))).toEqual({ code: 'connection-lost', sent: true })
  })
})
