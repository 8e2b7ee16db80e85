import { randomUUID } from 'node:crypto'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { HostProcess } from './hostile/host-process.ts'
import { type ApiClient, clientOver } from './process/backend-process.ts'
import { refusalFrom } from './test-client.ts'

/**
 * A client of the browser host as a page is one: it calls over HTTP, listens to events, and says when it leaves. Without a
 * name it is a script.
 */
export function openPage(
  { origin, token }: HostProcess,
  page: string | null = randomUUID(),
): ApiClient & { close(): void } {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    ...(page !== null && { 'Page-Id': page }),
  }
  const listening = new AbortController()
  const listen = async () => {
    const events = await fetch(`${origin}/api/events?page=${page}`, { headers, signal: listening.signal })
    await events.body?.pipeTo(new WritableStream())
  }
  if (page !== null) listen().catch(() => undefined)
  const call = async (method: string, input: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ method, input }),
    })
    const answer = (await response.json()) as { ok: true; output: unknown } | { ok: false; error: ApiError }
    if (answer.ok) return answer.output
    throw refusalFrom(answer.error)
  }
  return {
    ...clientOver(call),
    close() {
      listening.abort()
      fetch(`${origin}/api/page/left?page=${page}`, { method: 'POST', headers }).catch(() => undefined)
    },
  }
}
