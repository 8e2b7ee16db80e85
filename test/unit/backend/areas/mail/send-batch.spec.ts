import { expect, it } from 'vitest'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { createHold } from '#backend/areas/mail/sending/hold.ts'
import { createRate } from '#backend/areas/mail/sending/rate.ts'
import { type SenderContext, sendBatch } from '#backend/areas/mail/sending/send-batch.ts'
import type { Transaction } from '#backend/storage/storage.ts'

it('reads the settings again where they changed while it connected, and begins no message before', async () => {
  let generation = 1
  const asked: string[] = []
  const context = {
    parts: { clock: { now: () => 0 } },
    hold: createHold([]),
    rate: createRate(),
    isClosed: () => false,
    isWatched: () => true,
    generation: () => generation,
  } as unknown as SenderContext
  const site = {
    storage: { mail: { settings: async () => ({ perMinute: null }) } },
    time: async () => ({ today: '2026-11-23' }),
  } as unknown as OpenSite
  const tx = {
    settings: { find: async () => null },
    mail: { nextToSend: async () => void asked.push('message') },
  } as unknown as Transaction
  const connecting = {
    async acquire() {
      generation += 1
      return {} as never
    },
    release: () => undefined,
  }
  const more = await sendBatch(context, site, { write: (work) => work(tx) }, connecting)
  expect({ more, asked }).toEqual({ more: true, asked: [] })
})
