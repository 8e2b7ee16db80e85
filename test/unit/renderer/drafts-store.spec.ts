import fc from 'fast-check'
import { createPinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Site } from '#shared/contract/site.ts'
import type { Instant } from '#shared/domain/dates.ts'
import type { BackendState } from '#shared/wire.ts'
import { hostKey, provideApi } from '../../../src-renderer/api-client.ts'
import type { Host, HostEvent } from '../../../src-renderer/host/host.ts'
import { type DraftEntry, useDrafts } from '../../../src-renderer/stores/drafts.ts'
import { useSite } from '../../../src-renderer/stores/site.ts'

const KEY = 'settings'
const AT = '2026-03-12T08:40:00.000Z' as Instant

interface DraftInput {
  readonly key: string
  readonly content?: unknown
  readonly base?: string | null
  readonly site?: string
}

/** A backend with the drafts of two sites, one of which is open, and the windows that it notifies. */
function backend() {
  const drafts = new Map<string, string>()
  const listeners = new Set<(event: HostEvent) => void>()
  let open = 'own'
  let isAway = false
  /** Answers that were stored and never sent. */
  let loses = false
  const version = (text: string) => `v-${text}`
  const place = (key: string) => `${open}/${key}`
  function handle(method: string, { key, content, base, site }: DraftInput): unknown {
    if (method === 'drafts.list')
      return [...drafts.keys()]
        .filter((name) => name.startsWith(`${open}/`))
        .map((name) => ({ key: name.split('/')[1], savedAt: AT }))
    if (site !== undefined && site !== open) throw new Refusal('drafts.other-site', {})
    const kept = drafts.get(place(key))
    if (method === 'drafts.get')
      return kept === undefined ? null : { content: JSON.parse(kept), savedAt: AT, version: version(kept) }
    const isOther = kept !== undefined && base !== undefined && version(kept) !== base
    if (method === 'drafts.save') {
      const text = JSON.stringify(content)
      if (isOther && text !== kept) throw new Refusal('drafts.changed-meanwhile', { savedAt: AT })
      drafts.set(place(key), text)
      notify({ site: open, key, version: version(text), savedAt: AT })
      return { savedAt: AT, version: version(text) }
    }
    if (method !== 'drafts.discard' || isOther) return { discarded: false }
    const discarded = drafts.delete(place(key))
    if (discarded) notify({ site: open, key, version: null, savedAt: null })
    return { discarded }
  }
  const notify = (payload: object) => {
    for (const listener of listeners) listener({ name: 'drafts.onChanged', payload } as HostEvent)
  }
  return {
    drafts,
    listeners,
    call: async (method: string, input: unknown) => {
      await Promise.resolve()
      if (isAway) throw new Refusal('backend.restarting', {})
      const answer = handle(method, input as DraftInput)
      await Promise.resolve()
      if (loses) throw new Refusal('backend.restarting', {})
      return answer
    },
    openSite: (id: string) => (open = id),
    goAway: (away: boolean) => (isAway = away),
    loseAnswers: (lost: boolean) => (loses = lost),
  }
}

/** A window; its tab keeps what a reload finds, so another window of the same `tab` is the page after a reload. */
async function windowOf({ call, listeners }: ReturnType<typeof backend>, tab: Map<string, string>) {
  let receive: (state: BackendState) => void = () => undefined
  let receiveEvent: (event: HostEvent) => void = () => undefined
  const host = {
    onEvent(listener: typeof receiveEvent) {
      listeners.add((receiveEvent = listener))
      return () => undefined
    },
    onBackendState(listener: typeof receive) {
      receive = listener
      return () => undefined
    },
    call,
  } as unknown as Host
  let made: { drafts: ReturnType<typeof useDrafts>; site: ReturnType<typeof useSite> } | undefined
  const app = createSSRApp({
    setup() {
      made = { drafts: useDrafts(), site: useSite() }
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, call, () => undefined)
  app.use(createPinia())
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    sessionStorage: {
      getItem: (name: string) => tab.get(name) ?? null,
      setItem: (name: string, text: string) => void tab.set(name, text),
      removeItem: (name: string) => void tab.delete(name),
    },
  })
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  const { drafts, site } = made
  site.site = { id: 'own' } as Site
  const entry = await drafts.open('own', KEY)
  drafts.show(entry)
  return {
    drafts,
    site,
    entry,
    setBackend: (state: BackendState) => receive(state),
    close: () => listeners.delete(receiveEvent),
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => vi.unstubAllGlobals())

it('keeps what was typed last in each window: stored, offered or waiting, whatever happens in which order', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('type' as const),
      window: fc.nat(1),
      text: fc.stringMatching(/^[a-c]{1,3}$/),
    }),
    fc.record({ do: fc.constant('clear' as const), window: fc.nat(1) }),
    fc.record({ do: fc.constant('flush' as const), window: fc.nat(1) }),
    fc.record({ do: fc.constant('reload' as const), window: fc.nat(1) }),
    fc.record({ do: fc.constant('take' as const), window: fc.nat(1) }),
    fc.record({ do: fc.constant('keep' as const), window: fc.nat(1) }),
    fc.record({ do: fc.constant('away' as const), window: fc.constant(0) }),
    fc.record({ do: fc.constant('back' as const), window: fc.constant(0) }),
    fc.record({ do: fc.constant('lose' as const), window: fc.constant(0) }),
    fc.record({ do: fc.constant('settle' as const), window: fc.constant(0) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const server = backend()
      const tabs = [new Map<string, string>(), new Map<string, string>()] as const
      const windows = [await windowOf(server, tabs[0]), await windowOf(server, tabs[1])]
      /** What a person of each window typed last and would miss. */
      const typed: (string | null)[] = [null, null]
      for (const { do: kind, window: n, ...rest } of steps) {
        const { drafts, entry } = windows[n] as (typeof windows)[number]
        if (kind === 'type') drafts.put(entry, (typed[n] = (rest as { text: string }).text))
        else if (kind === 'clear') drafts.put(entry, (typed[n] = null))
        else if (kind === 'flush') await drafts.flush()
        else if (kind === 'take' && entry.newer) {
          drafts.takeNewer(entry)
          typed[n] = null
        } else if (kind === 'keep' && entry.newer) void drafts.keepMine(entry)
        else if (kind === 'away') server.goAway(true)
        else if (kind === 'lose') server.loseAnswers(true)
        else if (kind === 'back') {
          server.goAway(false)
          server.loseAnswers(false)
        } else if (kind === 'settle') await settle()
        else if (kind === 'reload') {
          server.goAway(false)
          server.loseAnswers(false)
          windows[n]?.close()
          // What was saved is found by both from now on, and either may give it up.
          if (tabs[n]?.size === 0) typed[n] = null
          windows[n] = await windowOf(server, tabs[n] as Map<string, string>)
        }
      }
      server.goAway(false)
      server.loseAnswers(false)
      for (const { drafts } of windows) await drafts.flush()
      await settle()
      for (const { drafts } of windows) await drafts.flush()
      const stored = JSON.parse(server.drafts.get(`own/${KEY}`) ?? 'null') as string | null
      for (const [n, { entry }] of windows.entries()) {
        if (typed[n] == null) continue
        // In the form, and stored unless another window's is: then that one is offered.
        expect(entry.content).toBe(typed[n])
        if (stored !== typed[n]) expect(entry.newer?.content).toBe(stored)
      }
      for (const { close } of windows) close()
    }),
    { numRuns: 200 },
  )
})

it('stores nothing of one site in another, and stores it once that is open again', async () => {
  const server = backend()
  const { drafts, site, entry } = await windowOf(server, new Map())
  drafts.put(entry, 'mine')
  server.openSite('sample')
  site.site = { id: 'sample' } as Site
  await drafts.flush()
  expect([...server.drafts.keys()]).toEqual([])
  expect(drafts.keys).toEqual([])
  expect(((await drafts.open('sample', KEY)) as DraftEntry).content).toBeNull()
  server.openSite('own')
  site.site = { id: 'own' } as Site
  await drafts.flush()
  await settle()
  expect([...server.drafts]).toEqual([[`own/${KEY}`, '"mine"']])
})
