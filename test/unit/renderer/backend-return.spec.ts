import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Site } from '#shared/contract/site.ts'
import { hostKey, provideApi } from '../../../src-renderer/api-client.ts'
import type { Host, HostState } from '../../../src-renderer/host/host.ts'
import { useBackend } from '../../../src-renderer/stores/backend.ts'
import { useSite } from '../../../src-renderer/stores/site.ts'

/** A window that shows the sample site, and a backend that opens it again when `opened` is settled. */
async function windowOnSample() {
  let receive: (state: HostState) => void = () => undefined
  let opened = Promise.withResolvers<Site>()
  const host = {
    onEvent: () => () => undefined,
    onBackendState: (listener: typeof receive) => {
      receive = listener
      return () => undefined
    },
    call: (method: string) =>
      method === 'site.open' ? opened.promise : Promise.resolve({ kind: 'own' } as Site),
  } as unknown as Host
  let stores: { backend: ReturnType<typeof useBackend>; site: ReturnType<typeof useSite> } | undefined
  const app = createSSRApp({
    setup() {
      stores = { backend: useBackend(), site: useSite() }
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  await renderToString(app)
  if (!stores) throw new Error('setup did not run')
  stores.site.site = { kind: 'sample' } as Site
  return {
    ...stores,
    go: (state: HostState) => receive(state),
    open: () => opened.resolve({ kind: 'sample' } as Site),
    failToOpen() {
      opened.reject(new Refusal('backend.restarting', {}))
      opened = Promise.withResolvers<Site>()
    },
  }
}
const away = (): HostState => ({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
const running = (): HostState => ({ state: 'running' })
/** Lets all that waits for nothing outside this process happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

it('is there again once the site that was on screen is open again', async () => {
  const { backend, site, go, open } = await windowOnSample()
  go(away())
  go(running())
  await settle()
  expect([backend.away, backend.returned]).toEqual([true, 0])
  open()
  await settle()
  expect([backend.away, backend.returned, site.site?.kind]).toEqual([false, 1, 'sample'])
})

it('is not there when it went away again meanwhile', async () => {
  const { backend, go, open, failToOpen } = await windowOnSample()
  go(away())
  go(running())
  await settle()
  go(away())
  failToOpen()
  await settle()
  expect([backend.away, backend.returned]).toEqual([true, 0])
  go(running())
  open()
  await settle()
  expect([backend.away, backend.returned]).toEqual([false, 1])
})

it('reads everything again where events were missed, without a word that something was away', async () => {
  const { backend, go, open } = await windowOnSample()
  open()
  go(running())
  await settle()
  expect(backend.returned).toBe(0)
  go({ state: 'running', missed: true })
  expect(backend.away).toBe(false)
  await settle()
  expect([backend.away, backend.returned]).toEqual([false, 1])
})

it('comes back from a host that was unreachable as from any other absence', async () => {
  const { backend, go, open } = await windowOnSample()
  go({ state: 'unreachable', why: 'other-start' })
  expect(backend.away).toBe(true)
  go(running())
  open()
  await settle()
  expect([backend.away, backend.returned]).toEqual([false, 1])
})
