import { describe, expect, it } from 'vitest'
import {
  authorizationHeader,
  paypalEncode,
  signatureOf,
} from '#backend/areas/paypal/permissions/authorization-header.ts'

const SIGNER = {
  userName: 'caller_api1.example.com',
  password: 'p w.1',
  token: 'token-1.x',
  tokenSecret: 'secret&2',
}
const NOW = Date.UTC(2026, 10, 20, 12, 0, 0, 999)

/*
 * Worked by hand, and with another program's HMAC-SHA1. The key is `p+w%2e1&secret%262`; the text, on one line:
 *   POST&https%3a%2f%2fsvcs%2epaypal%2ecom%2fPermissions%2fGetAccessToken
 *   &oauth_consumer_key%3dcaller_api1%2eexample%2ecom%26oauth_signature_method%3dHMAC%2dSHA1
 *   %26oauth_timestamp%3d1795176000%26oauth_token%3dtoken%2d1%2ex%26oauth_version%3d1%2e0
 */
describe('the signature of a call in a merchant’s name', () => {
  it('is what was worked out by hand, at the Permissions service', () => {
    const url = 'https://svcs.paypal.com/Permissions/GetAccessToken'
    expect(signatureOf(SIGNER, 'POST', url, '1795176000')).toBe('hrGtEdxLL2FrmSqCX/frzIwkuVU=')
  })
  it('and at the merchant interface', () => {
    const url = new URL('https://api-3t.sandbox.paypal.com/nvp')
    expect(authorizationHeader(SIGNER, 'POST', url, NOW)).toBe(
      'token=token-1.x,signature=jxKB5Rux2AfKellA12wZ83LaAgc=,timestamp=1795176000',
    )
  })
  it('differs with each part of it', () => {
    const url = new URL('https://api.example/nvp')
    const header = (change: Partial<typeof SIGNER>) =>
      authorizationHeader({ ...SIGNER, ...change }, 'POST', url, NOW).split(',')[1]
    const signatures = [
      header({}),
      header({ userName: 'x' }),
      header({ password: 'x' }),
      header({ token: 'x' }),
      header({ tokenSecret: 'x' }),
      authorizationHeader(SIGNER, 'GET', url, NOW).split(',')[1],
      authorizationHeader(SIGNER, 'POST', url, NOW + 1000).split(',')[1],
      authorizationHeader(SIGNER, 'POST', new URL('https://api.example/nvp2'), NOW).split(',')[1],
    ]
    expect(new Set(signatures).size).toBe(signatures.length)
  })
})

it('PayPal’s encoding: letters, figures and _ stay, a blank is +, the rest is in small hexadecimal', () => {
  expect(paypalEncode('aZ09_ .-*~/:=&ø€')).toBe('aZ09_+%2e%2d%2a%7e%2f%3a%3d%26%c3%b8%e2%82%ac')
})
