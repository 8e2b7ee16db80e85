import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { quitSafely, type QuitSafelyOptions } from '../../../src-main/desktop/quit-safely.ts'

/** Electron's part: `quit` asks first, and ends the process where nobody prevents it. */
function started() {
  const app = new EventEmitter()
  const window = new EventEmitter()
  const power = new EventEmitter()
  const backend = Promise.withResolvers<'ended' | 'killed'>()
  const ended: string[] = []
  let asked = 0
  let questions = 0
  let isWorking = false
  let answer = Promise.withResolvers<boolean>()
  const ask = (emitter: EventEmitter, event: string): boolean => {
    let prevented = false
    emitter.emit(event, { preventDefault: () => (prevented = true) })
    return prevented
  }
  const quit = () => {
    if (!ask(app, 'before-quit')) ended.push('quit')
  }
  const quitting = quitSafely({
    app: Object.assign(app, {
      quit,
      exit: (code: number) => ended.push(`exit ${code}`),
    }) as unknown as QuitSafelyOptions['app'],
    shutDown() {
      asked += 1
      return backend.promise
    },
    keep: async () => undefined,
    isWorking: () => isWorking,
    asks() {
      questions += 1
      return answer.promise
    },
  })
  quitting.followWindow(window as never)
  quitting.followSession(window as never)
  quitting.followPower(power as never)
  return {
    quitting,
    quit,
    ended,
    prevented: (of: 'window' | 'power', event: string) => ask(of === 'window' ? window : power, event),
    closeWindows: () => app.emit('window-all-closed'),
    asked: () => asked,
    questions: () => questions,
    work: (now: boolean) => void (isWorking = now),
    async answers(wanted: boolean) {
      answer.resolve(wanted)
      answer = Promise.withResolvers()
      await new Promise((resolve) => setImmediate(resolve))
    },
    async backendEnds(how: 'ended' | 'killed') {
      backend.resolve(how)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

it('waits for the backend however often it is asked, then quits', async () => {
  const { quit, closeWindows, ended, asked, backendEnds, quitting } = started()
  closeWindows()
  quit()
  expect({ ended, asked: asked(), begun: quitting.begun }).toEqual({ ended: [], asked: 1, begun: true })
  await backendEnds('ended')
  expect(ended).toEqual(['quit'])
})

it('ends with 1 where the backend had to be killed', async () => {
  const { quit, ended, backendEnds } = started()
  quit()
  await backendEnds('killed')
  expect(ended).toEqual(['exit 1'])
})

it.each([
  ['window', 'query-session-end'],
  ['power', 'shutdown'],
] as const)('holds the end of the session up for what is being written: %s %s', async (of, event) => {
  const { prevented, ended, asked, backendEnds } = started()
  expect(prevented(of, event)).toBe(true)
  expect({ ended, asked: asked() }).toEqual({ ended: [], asked: 1 })
  await backendEnds('ended')
  expect(ended).toEqual(['quit'])
  expect(prevented(of, event)).toBe(false)
})

it('begins to end in order when the session ends without asking', async () => {
  const { prevented, ended, asked, backendEnds } = started()
  expect(prevented('window', 'session-end')).toBe(false)
  expect(asked()).toBe(1)
  await backendEnds('ended')
  expect(ended).toEqual(['quit'])
})

it('asks while work is under way, once at a time, and goes on working where the person wants that', async () => {
  const { quit, prevented, work, questions, answers, asked, ended, backendEnds } = started()
  work(true)
  expect(prevented('window', 'close')).toBe(true)
  quit()
  expect({ questions: questions(), asked: asked() }).toEqual({ questions: 1, asked: 0 })
  await answers(false)
  expect(asked()).toBe(0)
  quit()
  await answers(true)
  expect({ questions: questions(), asked: asked() }).toEqual({ questions: 2, asked: 1 })
  await backendEnds('ended')
  expect(ended).toEqual(['quit'])
  expect(prevented('window', 'close')).toBe(false)
})

it('closes a window without a question where nothing is under way', () => {
  const { prevented, questions } = started()
  expect(prevented('window', 'close')).toBe(false)
  expect(questions()).toBe(0)
})

it('asks nobody where the session ends, or a signal came', () => {
  const session = started()
  session.work(true)
  expect(session.prevented('window', 'query-session-end')).toBe(true)
  expect({ questions: session.questions(), asked: session.asked() }).toEqual({ questions: 0, asked: 1 })
  const signal = started()
  signal.work(true)
  signal.quitting.now()
  expect({ questions: signal.questions(), asked: signal.asked() }).toEqual({ questions: 0, asked: 1 })
})
