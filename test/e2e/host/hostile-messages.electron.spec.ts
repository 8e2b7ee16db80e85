import { expect, test } from '../fixtures.ts'

/** What the page's world offers, as far as it is used here. */
interface World {
  ecommerceAdminHost: { ask(channel: string, input: unknown): Promise<unknown> }
}

interface Reply {
  id: number
  ok: boolean
  error?: { code: string }
}

test('a page that sends anything at all is answered, and stops neither the window nor the backend', async ({
  electronApp,
}) => {
  const uncaught = () =>
    electronApp.electron.evaluate(() => (globalThis as unknown as { uncaught: string[] }).uncaught)
  await electronApp.electron.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { uncaught: seen })
    process.on('uncaughtException', (error) => seen.push(error.message))
    process.on('unhandledRejection', (error) => seen.push(String(error)))
  })

  const replies = await electronApp.page.evaluate(async () => {
    const { ecommerceAdminHost: bridge } = globalThis as unknown as World
    const port = await new Promise<MessagePort>((resolve) => {
      addEventListener('message', ({ data, ports }) => {
        if (data === 'backend.port' && ports[0]) resolve(ports[0])
      })
      void bridge.ask('backend.port', undefined)
    })
    const received = new Map<number, Reply>()
    let onReply = (): void => undefined
    port.addEventListener('message', ({ data }) => {
      received.set((data as Reply).id, data as Reply)
      onReply()
    })

    const deep = (levels: number): unknown => {
      let value: unknown = null
      for (let level = 0; level < levels; level += 1) value = [value]
      return value
    }
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    let doubling: unknown = []
    for (let level = 0; level < 60; level += 1) doubling = [doubling, doubling]
    const values = [
      deep(100),
      deep(900),
      deep(2000),
      deep(5000),
      cyclic,
      doubling,
      new Map(),
      new Array(4e9),
      10n,
    ]
    const say = (message: unknown) => {
      try {
        port.postMessage(message)
        return true
      } catch {
        // Too deep for the page itself to copy.
        return false
      }
    }
    const sent: number[] = []
    let id = 1_000_000
    for (const value of values) {
      say(value)
      id += 1
      if (say({ type: 'call', id, method: 'drafts.save', input: { key: 'a', content: value } })) sent.push(id)
    }
    const last = id + 1
    await new Promise<void>((resolve) => {
      onReply = () => {
        if (received.has(last)) resolve()
      }
      say({ type: 'call', id: last, method: 'views.list', input: {} })
    })
    const channels = ['external.open', 'preferences.set', 'dialog.save', 'page.pdf', 'no-such-channel']
    // Not those that the bridge would be copying for hours, in this page.
    const asked = [deep(100), deep(2000), cyclic, new Map(), null, 1, { url: 1 }, { url: 'x:'.repeat(2000) }]
    const all = channels.flatMap((channel) => asked.map(async (value) => await bridge.ask(channel, value)))
    await Promise.allSettled(all)
    for (const address of ['//', '/%', '/%00', '/%c3%28', '/..%2f..%2fx', '/\\', '/a?%'])
      await fetch(`app://window${address}`).catch(() => undefined)
    return {
      sent: sent.map((one) => received.get(one)?.error?.code ?? null),
      last: received.get(last)?.ok ?? null,
    }
  })

  expect(replies.sent.length).toBeGreaterThan(4)
  expect(new Set(replies.sent)).toEqual(new Set(['input.invalid']))
  expect(replies.last).toBe(true)
  expect(await uncaught()).toEqual([])
  await electronApp.page.reload()
  await expect(electronApp.page.locator('main')).toBeVisible()
})
