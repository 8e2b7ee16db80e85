import { expect, it } from 'vitest'
import { isAllowedExternal } from '#shared/external-links.ts'

it.each([
  'https://www.paypal.com/signin',
  'https://developer.paypal.com/',
  'https://www.sandbox.paypal.com/x?y#z',
])('allows %s', (address) => expect(isAllowedExternal(address)).toBe(true))

it.each([
  'http://www.paypal.com/',
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
