import { expect, it } from 'vitest'
import { isAllowedExternal, PAYPAL_LOGIN } from '#shared/external-links.ts'

it.each([
  'https://www.paypal.com/signin',
  'https://WWW.PayPal.com/businessprofile',
  'https://www.sandbox.paypal.com/x?y#z',
])('allows %s', (address) => expect(isAllowedExternal(address)).toBe(true))

it.each([
  'http://www.paypal.com/',
  'http://www.sandbox.paypal.com/signin',
  'https://paypal.com/',
  'https://sandbox.paypal.com/',
  'https://developer.paypal.com/',
  'https://manager.paypal.com/',
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
])('refuses %s', (address) => expect(isAllowedExternal(address)).toBe(false))

it('opens the sandbox in Test and the real PayPal in Production', () => {
  expect(new URL(PAYPAL_LOGIN.test).hostname).toBe('www.sandbox.paypal.com')
  expect(new URL(PAYPAL_LOGIN.production).hostname).toBe('www.paypal.com')
  expect(Object.values(PAYPAL_LOGIN).every(isAllowedExternal)).toBe(true)
})
