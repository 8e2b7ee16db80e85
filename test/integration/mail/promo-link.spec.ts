import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pickAll } from '../../support/creations.ts'
import {
  codesFor,
  loopbackSettings,
  nameMerchant,
  queueAll,
  sendQueued,
  untilCounts,
} from '../../support/mail/mail-site.ts'
import { parseWithPython } from '../../support/mail/parse-mail.ts'
import { type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
let sink: SmtpSink
const pace = { message: [1, 1], server: [5], answer: 3000 }

beforeEach(async () => {
  const random = { bytes: (count: number) => randomBytes(count) }
  backend = await startTestBackend({ parts: { mail: { pace }, keychain: testKeychain(), random } })
  await nameMerchant(backend)
  sink = await startSink()
})
afterEach(async () => {
  await backend.stop()
  await sink.close()
})

const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const TEXT = '%PromoCode% (%AppliesTo%)\n%PromoLink%\n\n%PromoQrCode%'
const word = (text: string) =>
  backend.api.mail.saveTemplate({ service: 'events', language: 'nb', content: { subject: 'Kode', text } })
const setLink = (promoLink: string) => backend.api.site.update({ promoLink })
const sentSoFar = async (sent: number) => {
  await untilCounts(backend, 'all are sent', (counts) => counts.sent === sent)
  return await parseWithPython(sink.taken.map(({ bytes }) => bytes))
}

it('queues nothing while a template refers to the link and the site has none', async () => {
  await word(TEXT)
  await codesFor(backend, [KARI])
  const picked = await pickAll(backend)
  const asked = { picked: { resultSet: picked.resultSet, ranges: picked.ranges }, language: 'nb' as const }
  expect((await backend.api.mail.planQueue(asked)).missing).toEqual([
    { service: 'events', variable: 'PromoLink' },
    { service: 'events', variable: 'PromoQrCode' },
  ])
  const queueing = backend.done(backend.api.mail.queue({ ...asked, expect: { messages: 1, codes: 1 } }))
  await expect(queueing).rejects.toMatchObject({
    code: 'mail.value-missing',
  })
  await setLink('https://kurs.example.com/?kode=%PromoCode%')
  expect((await backend.api.mail.planQueue(asked)).missing).toEqual([])
})

it('refuses a link that no code could be used at, and changes nothing', async () => {
  for (const link of [
    'https://kurs.example.com/',
    'http://kurs.example.com/%PromoCode%',
    'https://%PromoCode%.example.com/',
  ])
    await expect(setLink(link)).rejects.toMatchObject({ code: 'input.invalid' })
  expect((await backend.api.site.get({})).promoLink).toBe('')
})

it('sends a message with the link that the site had when it was queued, and a later one with the new', async () => {
  await word(TEXT)
  await setLink('https://kurs.example.com/?kode=%PromoCode%')
  await codesFor(backend, [KARI], { appliesTo: 'live-events' })
  await queueAll(backend)
  const { operationId } = await setLink('https://ny.example.com/bestill/%PromoCode%')
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await sendQueued(backend)
  const [first] = await sentSoFar(1)
  const [code = ''] = /^\S+/.exec(first?.text ?? '') ?? []
  expect(first?.text).toContain(`${code} (Direktesendte hendelser)`)
  const kept = `https://kurs.example.com/?kode=${code}`
  expect(first?.text).toContain(kept)
  expect(await readQrCodes(first?.pictures[0]?.bytes ?? Buffer.alloc(0), 'gif')).toEqual([kept])

  const [message] = (await backend.api.mail.outbox({ offset: 0, limit: 1 })).messages
  expect((await backend.api.mail.message({ id: message?.id ?? 0 })).picture?.link).toBe(kept)

  // Sent again, it has the words and the link of today.
  await backend.api.mail.resend({ ids: [message?.id ?? 0] })
  await sendQueued(backend)
  expect((await sentSoFar(2))[1]?.text).toContain(`https://ny.example.com/bestill/${code}`)

  // The setting is undone as others are.
  await backend.done(backend.api.history.undo({ operationId: operationId ?? 0 }))
  expect((await backend.api.site.get({})).promoLink).toBe('https://kurs.example.com/?kode=%PromoCode%')
})

it('previews several codes with their links in the table, and no picture', async () => {
  await setLink('https://kurs.example.com/?kode=%PromoCode%')
  const preview = await backend.api.mail.preview({
    service: 'events',
    language: 'nb',
    content: { subject: 'Koder', text: TEXT },
    for: { kind: 'several-codes' },
  })
  expect(preview).toMatchObject({ codes: 3, picture: null, empty: [] })
  expect(preview.text.match(/https:\/\/kurs\.example\.com\/\?kode=\S+/g)).toHaveLength(3)
})
