import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { portPair } from '#backend/app/process/channel.ts'
import { createCalls } from '#shared/calls.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { until } from '../condition.ts'
import { createDice } from '../hostile/dice.ts'
import { clientOver } from '../process/backend-process.ts'
import { startTestBackend } from '../test-backend.ts'
import { type ClientOptions, type FromClient, type ToClient, UNANSWERED } from './messages.ts'
import { workOf } from './work.ts'

/**
 * The program of one person of a team, in a process of its own, which works until it is to rest, or is killed:
 * `node working-client.ts FOLDER OPTIONS`.
 */
const [folder = '', given = '{}'] = process.argv.slice(2)
const { target, client, actions, pauseMs } = JSON.parse(given) as ClientOptions

const AWAY_MS = 60_000

const notify = (message: FromClient): void => void process.send?.(message)
const { backend } = await startTestBackend({
  folder,
  parts: {
    database: target,
    author: `Client ${client}`,
    checkOutputs: false,
    random: { bytes: (count) => randomBytes(count) },
  },
})
// As a window: a call that changes something has a request id.
const [near, far] = portPair()
const calls = createCalls({ send: (message) => near.post(message), onEvent: () => undefined })
near.onMessage(calls.receive)
backend.connect({
  send: (message) => far.post(message),
  onMessage: (receive) => far.onMessage(receive),
  onClose: () => undefined,
})
const { api } = clientOver(calls.call)

let windows: number[] = []
let underWay: string | null = null
const dice = createDice(randomBytes(4).readUInt32LE())
const work = workOf({
  client,
  dice,
  call: (method, input, requestId) => calls.call(method, input, requestId ? { requestId } : {}),
  onBegun(attempt) {
    underWay = attempt.requestId
    notify({ is: 'begun', attempt })
  },
  onConfirmed(requestId, operationId) {
    underWay = null
    notify({ is: 'confirmed', requestId, operationId })
  },
  onWindow: (ms) => void windows.push(ms),
})

async function act(): Promise<void> {
  try {
    await work[dice.one(actions)]()
  } catch (error) {
    const code = isRefusal(error) ? error.code : String(error)
    notify({ is: 'refused', requestId: underWay, code })
    underWay = null
    if (UNANSWERED.includes(code)) await until('the database answers', isBack, AWAY_MS)
  }
}
const isBack = async (): Promise<boolean> => {
  const { unansweredSince } = await api.recovery.state({})
  return unansweredSince === undefined
}

let working: Promise<void> = Promise.resolve()
let isToRest = false
async function go(): Promise<void> {
  isToRest = false
  while (!isToRest) {
    await act()
    await pause(pauseMs * (0.5 + dice.below(1000) / 1000))
  }
}
process.on('message', async (message: ToClient) => {
  if (message.do === 'work') return void (working = go())
  isToRest = true
  await working
  notify({ is: 'resting', windows })
  windows = []
  if (message.do === 'rest') return
  await backend.close()
  process.exit(0)
})
// Nobody is left to end it.
process.once('disconnect', () => process.exit(1))
notify({ is: 'ready' })
