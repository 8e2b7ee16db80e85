import type { Page } from '@playwright/test'
import type { ToClient } from '#shared/wire.ts'

/** The page's world, as far as a second client needs it. */
interface Room {
  ecommerceAdminHost: { ask(channel: string): Promise<unknown> }
  secondClient: (method: string, input: unknown) => Promise<ToClient>
}

/**
 * A client of its own beside the window's, on another port to the same backend: what a second window would be, where
 * the desktop app opens only one.
 */
export async function secondClient(page: Page) {
  await page.evaluate(async () => {
    const room = globalThis as unknown as Room
    const arrived = new Promise<MessagePort>((resolve) => {
      // Ahead of the page's own listener, which would take the port for the window.
      const take = (event: MessageEvent) => {
        const [port] = event.ports
        if (event.data !== 'backend.port' || !port) return
        event.stopImmediatePropagation()
        resolve(port)
      }
      addEventListener('message', take, { capture: true, once: true })
    })
    await room.ecommerceAdminHost.ask('backend.port')
    const port = await arrived
    let last = 0
    room.secondClient = (method, input) =>
      new Promise((resolve) => {
        last += 1
        const id = last
        port.addEventListener('message', ({ data }: MessageEvent<ToClient>) => {
          if (data.type === 'reply' && data.id === id) resolve(data)
        })
        port.start()
        port.postMessage({ type: 'call', id, method, input })
      })
  })
  return {
    /** The method's output; throws what the backend refuses. */
    async call(method: string, input: unknown): Promise<unknown> {
      const reply = await page.evaluate(
        ([name, given]) => (globalThis as unknown as Room).secondClient(name, given),
        [method, input] as [string, unknown],
      )
      if (reply.type !== 'reply' || !reply.ok) throw new Error(JSON.stringify(reply))
      return reply.output
    },
  }
}
