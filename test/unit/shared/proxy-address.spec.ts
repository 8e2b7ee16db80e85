import { expect, it } from 'vitest'
import { readProxyAddress } from '#shared/proxy-address.ts'

it.each([
  ['proxy.example.com:8080', 'http://proxy.example.com:8080'],
  [' http://proxy.example.com:8080/ ', 'http://proxy.example.com:8080'],
  ['https://proxy.example.com', 'https://proxy.example.com'],
  ['socks5://10.0.0.1:1080', 'socks5://10.0.0.1:1080'],
  ['[::1]:3128', 'http://[::1]:3128'],
  ['', null],
  ['http://', null],
  ['ftp://proxy.example.com', null],
  ['http://name:password@proxy.example.com:8080', null],
  ['http://proxy.example.com:8080/path', null],
  ['http://proxy.example.com:8080?x', null],
  ['proxy.example.com:99999', null],
  ['a;b=c', null],
  ['socks5://a,b', null],
  ['to navn', null],
])('reads “%s” as %s', (typed, address) => {
  expect(readProxyAddress(typed)).toBe(address)
  if (address !== null) expect(readProxyAddress(address)).toBe(address)
})
