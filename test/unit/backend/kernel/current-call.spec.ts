import { expect, it } from 'vitest'
import { asCall, currentCall } from '#backend/kernel/current-call.ts'
import { createTurns } from '#backend/kernel/turns.ts'

it('is over with the answer: what goes on after it says nothing in its name', async () => {
  const said: (string | null)[] = []
  const call = {
    method: 'mail.queue',
    client: undefined,
    clientId: null,
    author: null,
    windows: new Set<string>(),
    onWaiting: (one: string | null) => said.push(one),
  }
  const turns = createTurns()
  const creating = Promise.withResolvers<void>()
  const asWriter = (name: string, work: () => Promise<void>) => {
    const now = currentCall()
    return turns.run(now?.method ?? name, work, now?.onWaiting)
  }
  const created = turns.run('promo.create', () => creating.promise)
  await new Promise(setImmediate)
  const answered = Promise.withResolvers<void>()
  const names: (string | undefined)[] = []
  let sending: Promise<void> = Promise.resolve()
  await asCall(call, async () => {
    names.push(currentCall()?.method)
    sending = asWriter('mail.journal', async () => undefined)
      .then(() => answered.promise)
      .then(() => void names.push(currentCall()?.method))
  })
  expect(said).toEqual(['promo.create', null])
  answered.resolve()
  creating.resolve()
  await Promise.all([created, sending])
  expect(said).toEqual(['promo.create', null])
  expect(names).toEqual(['mail.queue', undefined])
})
