import { describe, expect, it } from 'vitest'
import { environmentProxy } from '#backend/areas/paypal/http/environment-proxy.ts'

const PAYPAL = 'https://api-m.paypal.com/v2'
const proxyOf = (environment: Record<string, string>, url = PAYPAL) =>
  environmentProxy(environment)(new URL(url))

describe('the proxy that the environment names', () => {
  it('is none where nothing is named', async () => expect(await proxyOf({})).toBeNull())

  it.each([
    [{ HTTPS_PROXY: 'http://proxy.example:8080' }, 'http://proxy.example:8080'],
    [{ https_proxy: 'http://small.example', HTTPS_PROXY: 'http://large.example' }, 'http://small.example'],
    [{ ALL_PROXY: 'http://all.example' }, 'http://all.example'],
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128'],
    [{ HTTP_PROXY: 'http://plain.example' }, null],
    [{ HTTPS_PROXY: '' }, null],
  ])('%o', async (environment, proxy) => {
    expect(await proxyOf(environment as Record<string, string>)).toBe(proxy)
  })

  it.each([
    '*',
    'paypal.com',
    '.paypal.com',
    '*.paypal.com',
    'x.example, api-m.paypal.com',
    'PayPal.com:443',
  ])('leaves out %s', async (except) =>
    expect(await proxyOf({ HTTPS_PROXY: 'http://p.example', NO_PROXY: except })).toBeNull(),
  )

  it.each(['', 'pal.com', 'paypal.com:8443', 'paypal.com.example'])(
    'does not leave out %s',
    async (except) => {
      expect(await proxyOf({ HTTPS_PROXY: 'http://p.example', NO_PROXY: except })).toBe('http://p.example')
    },
  )

  it.each(['http://127.0.0.1:8080/', 'http://[::1]/', 'http://localhost:1/'])(
    'is never for this machine: %s',
    async (url) => expect(await proxyOf({ HTTPS_PROXY: 'http://p.example' }, url)).toBeNull(),
  )
})
