import type { MethodName } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type Calls, createCalls, refusalFromWire } from '#shared/calls.ts'
import {
  type Answer,
  BEGUN_PORT,
  type Bridge,
  PORT_CHANNEL,
  type SpellingState,
} from '#shared/desktop-bridge.ts'
import { callsAhead, firstReads, readName } from '#shared/first-reads.ts'
import type { UpdateState } from '#shared/updates.ts'
import type { BackendState } from '#shared/wire.ts'
import { windowClientId } from './client-id.ts'
import type { Host, HostEvent } from './host.ts'
import { createListeners, createPatientListeners } from './listeners.ts'

async function given<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw await refusalFromWire(result.error)
  return result.output
}

/** Calls over the message port that main hands out: a new one after each start of the backend. */
function overPort(onEvent: (event: HostEvent) => void, clientId: Promise<string>) {
  let port: MessagePort | null = null
  let joined = Promise.withResolvers<void>()
  /** Answers to what the preload asked already, each for the first who asks. */
  const ahead = new Map<string, Promise<unknown>>()
  const calls: Calls = createCalls({
    send: (message) => port?.postMessage(message),
    onEvent: (event) => onEvent(event as HostEvent),
  })

  function disconnect(): void {
    port?.close()
    port = null
    ahead.clear()
    calls.abandon()
  }

  window.addEventListener('message', (event) => {
    const [fresh] = event.ports
    const begun = event.data === BEGUN_PORT
    if (event.source !== window || !(begun || event.data === PORT_CHANNEL) || !fresh) return
    // What was asked over an older port is answered by nobody.
    if (port) disconnect()
    port = fresh
    if (begun)
      for (const { id, method, input } of callsAhead(firstReads(location.hash)))
        ahead.set(readName(method, input), calls.expect(id))
    fresh.onmessage = (message) => calls.receive(message.data)
    joined.resolve()
  })

  return {
    /** Waits for the port where it is still on its way. */
    call: async (method: MethodName, input: unknown) => {
      await joined.promise
      const name = readName(method, input)
      const early = ahead.get(name)
      ahead.delete(name)
      if (early) return early
      const ids = { clientId: await clientId }
      if (!port) throw new Refusal('backend.restarting', {})
      // As over HTTP: plain data, so that a form's reactive objects can cross.
      return calls.call(method, JSON.parse(JSON.stringify(input)), ids)
    },
    lost() {
      joined.promise.catch(() => undefined)
      joined.reject(new Refusal('backend.restarting', {}))
      joined = Promise.withResolvers<void>()
      disconnect()
    },
  }
}

/** The window's side of the Electron host. */
export function createDesktopHost(bridge: Bridge): Host {
  const { setup } = bridge
  const events = createListeners<HostEvent>()
  const states = createListeners<BackendState>()
  const chosen = createPatientListeners<string>()
  const waiting = createListeners<null>()
  const spelling = createListeners<SpellingState>()
  const updated = createListeners<UpdateState>()
  const connection = overPort(events.emit, windowClientId())
  let state = setup.backendState
  let preferences = setup.preferences
  const ask = (channel: 'window.minimize' | 'window.toggle-maximize' | 'window.close' | 'menu.popup') => () =>
    void bridge.ask(channel, undefined)

  /** One port for each time the backend runs: a second one would cut off what the first has under way. */
  let joining = false
  async function join(): Promise<void> {
    if (joining) return
    joining = true
    const now = await given(bridge.ask('backend.port', undefined))
    if (now?.state !== 'running') joining = false
    // The state may have changed before this page listened.
    if (now && now.state !== state?.state) states.emit((state = now))
  }

  bridge.on('backend.state', (next) => {
    state = next
    if (next.state === 'running') void join()
    else {
      joining = false
      connection.lost()
    }
    states.emit(next)
  })
  bridge.on('menu.chosen', chosen.emit)
  bridge.on('file.waiting', waiting.emit)
  bridge.on('spelling.changed', spelling.emit)
  bridge.on('update.state', updated.emit)
  void join()

  return {
    kind: 'desktop',
    platform: setup.platform,
    recovered: setup.recovered,
    region: setup.region,
    call(method, input) {
      // Before the first start has ended nothing is lost by waiting.
      const away = state !== null && state.state !== 'running'
      return away ? Promise.reject(new Refusal('backend.restarting', {})) : connection.call(method, input)
    },
    onEvent: events.add,
    onBackendState(listener) {
      if (state) listener(state)
      return states.add(listener)
    },
    retryBackend: () => void bridge.ask('backend.retry', undefined),
    openFile: ({ extensions }) => given(bridge.ask('dialog.open', { extensions: [...extensions] })),
    saveFile: (options) => given(bridge.ask('dialog.save', options)),
    openedFile: { take: () => given(bridge.ask('file.opened', undefined)), onWaiting: waiting.add },
    discard: () => undefined,
    registerDropped: (file) => given(bridge.registerDropped(file)),
    chooseFolder: () => given(bridge.ask('dialog.folder', undefined)),
    deliver: () => Promise.resolve(),
    print: () => window.print(),
    savePdf: (options) => given(bridge.ask('page.pdf', options)),
    get preferences() {
      return preferences
    },
    setPreferences(next) {
      preferences = { ...next }
      return given(bridge.ask('preferences.set', preferences))
    },
    spelling: {
      state: () => given(bridge.ask('spelling.state', undefined)),
      onChanged: spelling.add,
    },
    work: {
      show: (work) => void bridge.ask('work.show', work),
      ended: (end) => void bridge.ask('work.ended', end),
    },
    shell: {
      keepPlace: (place) => void bridge.ask('place.keep', place),
      siteNamed: (name) => void bridge.ask('site.named', name),
    },
    updates: setup.updates
      ? {
          get: () => given(bridge.ask('update.get', undefined)),
          setWanted: (wanted) => given(bridge.ask('update.set-wanted', { wanted })),
          check: () => given(bridge.ask('update.check', undefined)),
          download: () => given(bridge.ask('update.download', undefined)),
          cancel: () => given(bridge.ask('update.cancel', undefined)),
          install: () => given(bridge.ask('update.install', undefined)),
          onState: updated.add,
        }
      : null,
    windowControls: {
      minimize: ask('window.minimize'),
      toggleMaximize: ask('window.toggle-maximize'),
      close: ask('window.close'),
      popupMenu: ask('menu.popup'),
    },
    menu: {
      set: (items) => void bridge.ask('menu.set', [...items]),
      onChosen: chosen.add,
    },
    openExternal: (url) => void bridge.ask('external.open', { url }),
  }
}
