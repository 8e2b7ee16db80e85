import { expect, it } from 'vitest'
import { firstProxy } from '../../../src-main/desktop/proxy-list.ts'

it.each([
  ['DIRECT', null],
  ['', null],
  ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['PROXY proxy.example:8080; DIRECT', 'http://proxy.example:8080'],
  ['HTTPS proxy.example:443;PROXY other.example:80', 'https://proxy.example:443'],
  ['SOCKS5 socks.example:1080', 'socks5://socks.example:1080'],
  ['SOCKS old.example:1080; PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['SOCKS4 old.example:1080', null],
  ['DIRECT; PROXY proxy.example:8080', null],
  ['proxy proxy.example:8080', 'http://proxy.example:8080'],
  ['PROXY', null],
  ['PROXY a b c:', 'http://a'],
  ['PROXY not[a]host; DIRECT', null],
])('%s: %s', (list, proxy) => expect(firstProxy(list)).toBe(proxy))
