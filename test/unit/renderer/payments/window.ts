import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Refusal } from '#shared/contract/refusal.ts'
import type { EventName, Events } from '#shared/contract/events.ts'
import type { Host, HostEvent } from '../../../../src-renderer/host/host.ts'
import { allMessages } from '../all-messages.ts'
import { hostKey, provideApi } from '../../../../src-renderer/api-client.ts'

export interface Call {
  readonly method: string
  readonly input: unknown
}

/** A window without a page: `setup` runs in it, and the backend answers what `answer` says. */
export async function windowWith<Made>(
  setup: () => Made,
  answer: (call: Call) => unknown,
): Promise<{
  made: Made
  calls: Call[]
  opened: string[]
  emit: <E extends EventName>(name: E, payload: Events[E]) => void
}> {
  const calls: Call[] = []
  const opened: string[] = []
  const listeners: ((event: HostEvent) => void)[] = []
  const off = () => undefined
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent(listener: (event: HostEvent) => void) {
      listeners.push(listener)
      return off
    },
    onBackendState: () => off,
    openExternal: (url: string) => void opened.push(url),
    call: async (method: string, input: unknown) => {
      calls.push({ method, input })
      return await answer({ method, input })
    },
  } as unknown as Host
  let made: Made | undefined
  const app = createSSRApp({
    setup() {
      made = setup()
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (made === undefined) throw new Error('setup did not run')
  return {
    made,
    calls,
    opened,
    emit: (name, payload) => listeners.forEach((listener) => listener({ name, payload } as HostEvent)),
  }
}

/** How a job ends, as `jobs.wait` answers it. */
export const failed = ({ code, details, message }: Refusal) => ({
  state: 'failed',
  error: { code, details, message },
})
