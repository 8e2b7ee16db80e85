import { expect, it } from 'vitest'
import type { ProxyChoice } from '#shared/preferences.ts'
import { createProxy, type ProxySession } from '../../../src-main/desktop/proxy.ts'

/** A session that resolves as Chromium does, and notes what is done with it. */
function session() {
  const done: unknown[] = []
  let list = 'PROXY of-the-system.example:3128'
  const fake = {
    async setProxy({ mode, proxyRules }: { mode?: string; proxyRules?: string }) {
      done.push(mode)
      if (mode === 'direct') list = 'DIRECT'
      else if (mode === 'fixed_servers') list = (proxyRules ?? '').replace('http://', 'PROXY ')
      else list = 'PROXY of-the-system.example:3128'
    },
    closeAllConnections: async () => void done.push('closed'),
    resolveProxy: async () => list,
  }
  return { done, session: fake as unknown as ProxySession }
}
const PAYPAL = new URL('https://api-m.paypal.com/')

it('is the system’s until a person chooses another way, and again afterwards', async () => {
  const main = session()
  let choice: ProxyChoice | undefined
  const proxy = createProxy(
    Promise.resolve(),
    () => main.session,
    () => choice,
  )
  expect(await proxy.proxyFor(PAYPAL)).toBe('http://of-the-system.example:3128')
  expect(main.done).toEqual([])
  choice = { way: 'address', address: 'http://proxy.example:8080' }
  proxy.apply()
  expect(await proxy.proxyFor(PAYPAL)).toBe('http://proxy.example:8080')
  choice = { way: 'none' }
  proxy.apply()
  expect(await proxy.proxyFor(PAYPAL)).toBe(null)
  choice = undefined
  proxy.apply()
  // Something else among the preferences was chosen.
  proxy.apply()
  expect(await proxy.proxyFor(PAYPAL)).toBe('http://of-the-system.example:3128')
  expect(main.done).toEqual(['fixed_servers', 'closed', 'direct', 'closed', 'system', 'closed'])
})

it('is the chosen one from the first question on, and for other sessions too', async () => {
  const [main, other] = [session(), session()]
  const ready = Promise.withResolvers<undefined>()
  const proxy = createProxy(
    ready.promise,
    () => main.session,
    () => ({ way: 'address', address: 'http://proxy.example:8080' }),
  )
  const asked = proxy.proxyFor(PAYPAL)
  ready.resolve(undefined)
  expect(await asked).toBe('http://proxy.example:8080')
  await proxy.applyTo(other.session)
  expect(other.done).toEqual(['fixed_servers', 'closed'])
})
