import { createHmac } from 'node:crypto'

/** The header's name at the Permissions service and its like, and at the merchant (NVP) interface. */
export const AUTHORIZATION_HEADER = {
  service: 'x-paypal-authorization',
  merchant: 'x-pp-authorization',
} as const

export interface Signer {
  /** The site's own API account. */
  readonly userName: string
  readonly password: string
  /** What the merchant granted. */
  readonly token: string
  readonly tokenSecret: string
}

/** What PayPal's encoder does not escape. It escapes `.`, `-` and `*` too, in lower-case hexadecimal (?). */
const UNESCAPED = /[A-Za-z0-9_]/

/**
 * The value of the authorization header of a call in a merchant's name: `token=…,signature=…,timestamp=…`, the signature
 * being OAuth 1.0's HMAC-SHA1, without a nonce (Permissions service guide). `nowMs` is the clock's time.
 */
export function authorizationHeader(signer: Signer, method: string, url: URL, nowMs: number): string {
  const timestamp = String(Math.floor(nowMs / 1000))
  const signature = signatureOf(signer, method, url.href, timestamp)
  return `token=${signer.token},signature=${signature},timestamp=${timestamp}`
}

/** In base64. */
export function signatureOf(
  { userName, password, token, tokenSecret }: Signer,
  method: string,
  url: string,
  timestamp: string,
): string {
  const parameters = [
    ['oauth_consumer_key', userName],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', timestamp],
    ['oauth_token', token],
    ['oauth_version', '1.0'],
  ]
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const base = [method, paypalEncode(url), paypalEncode(parameters)].join('&')
  const key = `${paypalEncode(password)}&${paypalEncode(tokenSecret)}`
  return createHmac('sha1', key).update(base).digest('base64')
}

export const paypalEncode = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      if (UNESCAPED.test(character)) return character
      return character === ' ' ? '+' : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
