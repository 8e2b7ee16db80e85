import { expect, it } from 'vitest'
import { externalAddress, PAYPAL_APPS, PAYPAL_LOGIN, PAYPAL_MANAGER } from '#shared/external-links.ts'

it.each([
  'https://www.paypal.com/signin',
  'https://WWW.PayPal.com/businessprofile',
  'https://www.sandbox.paypal.com/x?y#z',
  PAYPAL_APPS,
  PAYPAL_MANAGER,
  'http://127.0.0.1:40123/review',
  'http://127.0.0.1:40123/cgi-bin/webscr?cmd=_grant-permission&request_token=x',
  'http://127.0.0.1:40123/checkoutnow?token=x',
  `http://127.0.0.1:40123/paypal/${'a-_Z0'.padEnd(24, 'b')}/start`,
])('allows %s', (address) => expect(externalAddress(address)).toBe(new URL(address).href))

it.each([
  'http://www.paypal.com/',
  'http://www.sandbox.paypal.com/signin',
  'https://paypal.com/',
  'https://sandbox.paypal.com/',
  'http://developer.paypal.com/dashboard/applications',
  'http://127.0.0.1/cgi-bin/webscr',
  'http://127.0.0.1:631/cgi-bin/webscr',
  'http://127.0.0.1:40123/',
  'http://127.0.0.1:40123/cgi-bin/webscr/../../admin',
  'http://127.0.0.1:40123/paypal/short/start',
  `http://127.0.0.1:40123/paypal/${'a'.repeat(24)}/return`,
  'https://127.0.0.1:40123/cgi-bin/webscr',
  'http://user@127.0.0.1:40123/cgi-bin/webscr',
  'http://127.0.0.1.evil.example:40123/cgi-bin/webscr',
  'http://192.168.0.1:40123/cgi-bin/webscr',
  'http://localhost:40123/cgi-bin/webscr',
  'https://other.paypal.com/',
  'http://127.0.0.1:40123/review/1',
  'https://evil.www.paypal.com/',
  'https://www.paypal.com./',
  'https://wwwxpaypal.com/',
  'https://www.paypal.com.evil.example/',
  'https://evil.example/?www.paypal.com',
  'https://www.paypal.com@evil.example/',
  'https://user:secret@www.paypal.com/',
  'https://www.paypal.com:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-msdt:/id',
  '//www.paypal.com',
  '',
])('refuses %s', (address) => expect(externalAddress(address)).toBe(null))

it.each([
  // To some programs the host ends at the backslash's `@`, to others at the backslash.
  ['https://www.paypal.com\\@evil.example/', 'https://www.paypal.com/@evil.example/'],
  ['ht\ntps://www.paypal.com/sign\tin', 'https://www.paypal.com/signin'],
  [' https:www.paypal.com/a b"c', 'https://www.paypal.com/a%20b%22c'],
  ['https://www.paypal.com/signin --flag', 'https://www.paypal.com/signin%20--flag'],
])('gives %j as it was understood', (text, address) => expect(externalAddress(text)).toBe(address))

it('opens the sandbox in Test and the real PayPal in Production', () => {
  expect(new URL(PAYPAL_LOGIN.test).hostname).toBe('www.sandbox.paypal.com')
  expect(new URL(PAYPAL_LOGIN.production).hostname).toBe('www.paypal.com')
  for (const address of Object.values(PAYPAL_LOGIN)) expect(externalAddress(address)).toBe(address)
})
