import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { type Router, routerKey } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import type { Host } from '../../../src-renderer/host/host.ts'
import { allMessages } from './all-messages.ts'
import { hostKey, provideApi } from '../../../src-renderer/api-client.ts'
import { useLists } from '../../../src-renderer/stores/lists.ts'
import { useNotices } from '../../../src-renderer/stores/notices.ts'
import { useUndo } from '../../../src-renderer/stores/undo.ts'

/** The stores in a window whose backend answers by `call`. */
async function windowOver(call: (method: string, input: unknown) => unknown) {
  const off = () => undefined
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
    call: async (method: string, input: unknown) => call(method, input),
  } as unknown as Host
  let made:
    | {
        undo: ReturnType<typeof useUndo>
        notices: ReturnType<typeof useNotices>
        lists: ReturnType<typeof useLists>
      }
    | undefined
  const app = createSSRApp({
    setup() {
      made = { undo: useUndo(), notices: useNotices(), lists: useLists() }
      return () => null
    },
  })
  const opened: unknown[] = []
  app.provide(hostKey, host)
  app.provide(routerKey, { push: async (to: unknown) => void opened.push(to) } as unknown as Router)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  return { ...made, opened }
}

const operation = (id: number, details: OperationDetails): Operation => ({
  id,
  at: '2026-03-12T09:00:00.000Z' as Instant,
  day: '2026-03-12' as IsoDate,
  details,
  undoable: true,
  undoneBy: null,
  mode: null,
  madeBy: 'this-window',
  author: null,
  needsReview: false,
})
const deletion: OperationDetails = { kind: 'delete-codes', changed: 50, skipped: [] }
const undone = operation(8, { kind: 'undo', operationId: 7, undone: 'delete-codes', changed: 50 })

/** A backend with one deletion, 7, and its undo, 8. */
function backend(steps: { undo: Operation | null; redo: Operation | null }) {
  const asked: unknown[] = []
  const call = (method: string, input: unknown) => {
    if (method === 'history.undoRedo') return { redoElsewhere: null, ...steps }
    if (method === 'history.list')
      return {
        total: 2,
        operations: [(input as { before: number }).before === 9 ? undone : operation(7, deletion)],
      }
    if (method === 'history.undo') {
      asked.push(input)
      return { jobId: '1' }
    }
    return { state: 'done', output: { operationId: 9, changed: 50 } }
  }
  return { call, asked }
}

describe('undo and redo', () => {
  it('take back the latest operation, and say what it was', async () => {
    const { call, asked } = backend({ undo: operation(7, deletion), redo: null })
    const { undo, notices } = await windowOver(call)
    await undo.undoLatest()
    expect(asked).toEqual([{ operationId: 7 }])
    expect(notices.current?.say().fact).toBe('Angret: 50 koder slettet.')
  })

  it('do again what was undone, described by what a person did', async () => {
    const { call, asked } = backend({ undo: null, redo: undone })
    const { undo, notices } = await windowOver(call)
    await undo.redoLatest()
    expect(asked).toEqual([{ operationId: 8 }])
    expect(notices.current?.say().fact).toBe('Gjort om: 50 koder slettet.')
  })

  it('of an undo in the list are doing it again', async () => {
    const { call, asked } = backend({ undo: null, redo: undone })
    const { undo, notices } = await windowOver(call)
    expect(await undo.undo(8)).toBe(true)
    expect(asked).toEqual([{ operationId: 8 }])
    expect(notices.current?.say().fact).toBe('Gjort om: 50 koder slettet.')
  })

  it('say plainly when there is nothing', async () => {
    const { call, asked } = backend({ undo: null, redo: null })
    const { undo, notices } = await windowOver(call)
    await undo.redoLatest()
    expect(notices.current).toMatchObject({ tone: 'hint' })
    expect(notices.current?.say().fact).toBe('Det er ingenting å gjøre om.')
    await undo.undoLatest()
    expect(notices.current?.say().fact).toBe('Det er ingenting å angre.')
    expect(asked).toEqual([])
  })

  it('take back first what the notice offers, also what is no operation', async () => {
    const { call, asked } = backend({ undo: operation(7, deletion), redo: null })
    const { undo, notices } = await windowOver(call)
    let back = 0
    notices.done(
      () => ({ fact: 'Visningen er slettet.' }),
      () => (back += 1),
    )
    await undo.undoLatest()
    expect(back).toBe(1)
    expect(asked).toEqual([])
    await undo.undoLatest()
    expect(asked).toEqual([{ operationId: 7 }])
  })
})

describe('undo and redo of what another did', () => {
  const foreign = { ...operation(9, deletion), madeBy: 'another-window' } as const
  function both(own: Operation | null) {
    const { call, asked } = backend({ undo: null, redo: null })
    return {
      asked,
      call: (method: string, input: unknown) => {
        if (method === 'history.list') return { total: 9, operations: [foreign] }
        if (method !== 'history.undoRedo') return call(method, input)
        const isOwn = (input as { own?: boolean }).own === true
        return { undo: isOwn ? own : foreign, redo: null, redoElsewhere: null }
      },
    }
  }

  it('come after what this window did, which is undone without a question', async () => {
    const { call, asked } = both(operation(7, deletion))
    const { undo } = await windowOver(call)
    await undo.undoLatest()
    expect(asked).toEqual([{ operationId: 7 }])
    expect(undo.question).toBeNull()
  })

  it.each([
    ['by the key', (undo: ReturnType<typeof useUndo>) => undo.undoLatest()],
    ['by a button', (undo: ReturnType<typeof useUndo>) => undo.undo(9)],
  ])('are asked about %s', async (_, press) => {
    const { call, asked } = both(null)
    const { undo } = await windowOver(call)
    let pressed = press(undo)
    await vi.waitFor(() => expect(undo.question).not.toBeNull())
    expect(undo.question).toMatchObject({
      direction: 'undo',
      step: { operationId: 9, details: deletion, madeBy: 'another-window' },
    })
    undo.question?.answer(false)
    await pressed
    expect(asked).toEqual([])

    pressed = press(undo)
    await vi.waitFor(() => expect(undo.question).not.toBeNull())
    undo.question?.answer(true)
    await pressed
    expect(asked).toEqual([{ operationId: 9 }])
  })

  it('are not named as what the keys do', async () => {
    const { call } = both(operation(7, deletion))
    const { undo } = await windowOver(call)
    expect(await undo.isForKeys(9)).toBe(false)
  })
})

describe('undo of what somebody else did', () => {
  it('asks, with the name, and says that it is meant', async () => {
    const theirs = { ...operation(9, deletion), madeBy: 'somebody-else', author: 'Ola' } as const
    const { call, asked } = backend({ undo: null, redo: null })
    const { undo } = await windowOver((method: string, input: unknown) =>
      method === 'history.list' ? { total: 9, operations: [theirs] } : call(method, input),
    )
    const pressed = undo.undo(9)
    await vi.waitFor(() => expect(undo.question).not.toBeNull())
    expect(undo.question?.step).toMatchObject({ operationId: 9, author: 'Ola' })
    undo.question?.answer(true)
    await pressed
    expect(asked).toEqual([{ operationId: 9, alsoOthers: true }])
  })

  it('of live payments asks before their review is opened', async () => {
    const publication: OperationDetails = { kind: 'publish', services: ['events'], revision: 2, changed: [] }
    const theirs = { ...operation(9, publication), needsReview: true, madeBy: 'somebody-else', author: 'Ola' }
    const { undo, opened } = await windowOver(() => ({ total: 9, operations: [theirs] }))
    let pressed = undo.undo(9)
    await vi.waitFor(() => expect(undo.question).not.toBeNull())
    undo.question?.answer(false)
    await pressed
    expect(opened).toEqual([])
    pressed = undo.undo(9)
    await vi.waitFor(() => expect(undo.question).not.toBeNull())
    undo.question?.answer(true)
    await pressed
    expect(opened).toHaveLength(1)
  })
})

describe('undo and redo of what can change live payments', () => {
  const publication: OperationDetails = {
    kind: 'publish',
    services: ['events'],
    revision: 2,
    changed: ['settings.footer'],
  }
  const live = (id: number, details: OperationDetails, more: Partial<Operation> = {}): Operation => ({
    ...operation(id, details),
    needsReview: true,
    ...more,
  })
  /** A backend with the operations given, the newest of which is in effect. */
  function history(operations: Operation[], steps: Partial<Record<'undo' | 'redo', Operation>>) {
    const asked: unknown[] = []
    const call = (method: string, input: unknown) => {
      if (method === 'history.undoRedo') return { undo: null, redo: null, redoElsewhere: null, ...steps }
      if (method === 'history.list') {
        const { before } = input as { before: number }
        return { total: 9, operations: operations.filter(({ id }) => id === before - 1) }
      }
      if (method === 'history.undo') {
        asked.push(input)
        return { jobId: '1' }
      }
      return { state: 'done', output: { operationId: 9, changed: 1 } }
    }
    return { call, asked }
  }
  const published = live(7, publication)
  const undonePublication = live(8, { kind: 'undo', operationId: 7, undone: 'publish', changed: 1 })

  const reviewOf = (operationId: number) => ({
    name: 'commerce',
    params: { service: 'events', view: 'review' },
    query: { undo: String(operationId) },
  })

  it('is not done by a key: the key opens the review', async () => {
    const { call, asked } = history([published, undonePublication], {
      undo: published,
      redo: undonePublication,
    })
    const { undo, opened } = await windowOver(call)
    await undo.undoLatest()
    expect(opened).toEqual([reviewOf(7)])
    await undo.redoLatest()
    expect(opened).toEqual([reviewOf(7), reviewOf(8)])
    expect(asked).toEqual([])
    expect(undo.question).toBeNull()
  })

  it.each(['the notice', 'the history'])('opens the review where %s has a button for it', async (where) => {
    const { call, asked } = history([published], { undo: published })
    const { undo, notices, opened } = await windowOver(call)
    notices.done(() => ({ fact: 'Webex Events er i produksjon.' }), 7)
    expect(await undo.isForKeys(7)).toBe(false)
    if (where === 'the notice') await undo.undoOffered()
    else expect(await undo.undo(7)).toBe(false)
    expect(opened).toEqual([reviewOf(7)])
    expect(asked).toEqual([])
    expect(undo.off).toBe(false)
  })
})

describe('pasted lists', () => {
  const kept = (list: string) => ({
    list,
    values: 2,
    kind: 'codes',
    found: 1,
    notFound: ['B'],
    notFoundCount: 1,
    duplicates: 0,
  })

  it('keep their name when the backend gives them another', async () => {
    let times = 0
    const { lists } = await windowOver((method, input) => {
      expect([method, input]).toEqual(['report.keepList', { text: 'A\nB' }])
      times += 1
      return kept(`token-${times}`)
    })
    const first = await lists.keep('A\nB')
    expect(lists.tokenOf(first.list)).toBe('token-1')
    expect(await lists.renew(first.list)).toBe(true)
    expect(lists.tokenOf(first.list)).toBe('token-2')
    expect(lists.named(first.list)?.text).toBe('A\nB')
  })

  it('cannot be had again when the text is gone', async () => {
    const { lists } = await windowOver(() => {
      throw new Refusal('report.unknown-list', {})
    })
    expect(await lists.renew('from another day')).toBe(false)
    expect(lists.named(undefined)).toBeUndefined()
  })
})
