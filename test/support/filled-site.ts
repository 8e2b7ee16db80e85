import { contentFor } from './commerce/contents.ts'
import { allRows, createCodes, creationOf, pickAll } from './creations.ts'
import { editCells, newAddress } from './mail/edit-codes.ts'
import { codesFor, loopbackSettings, queueAll, sendQueued, untilCounts } from './mail/mail-site.ts'
import { startSink } from './mail/smtp-sink.ts'
import { openShop, type Shop } from './payments/shop.ts'

const service = 'events' as const
const provider = 'express-checkout-us' as const
const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const OLA = { name: 'Ola Nordmann', email: 'ola@example.com' }

/** A site that has something of everything that is stored: its file has rows in every table. */
export async function openFilledSite(): Promise<Shop> {
  const shop = await openShop()
  await shop.backend.api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
  await fillCodes(shop)
  await fillCommerce(shop)
  await fillPayments(shop)
  await fillMail(shop)
  await publish(shop)
  return shop
}

async function fillCodes({ backend }: Shop): Promise<void> {
  const { api, done } = backend
  const { operationId } = await createCodes(backend, creationOf({}, 3))
  await done(api.history.undo({ operationId }))
  const discount = { kind: 'amount', minor: 5000, currency: 'USD' } as const
  await createCodes(backend, creationOf({ discount, usage: { kind: 'unlimited' } }, 2))
  await codesFor(backend, [KARI])
  const { resultSet, ranges, count } = await pickAll(backend)
  const to = { kind: 'days', days: 30 } as const
  await done(api.promo.extend({ picked: { resultSet, ranges }, to, expect: count }))
  await done(api.promo.delete({ picked: { resultSet, ranges: [[0, 1]] }, expect: 1 }))
  await api.views.save({ name: 'Mine', filter: { text: 'kari' }, order: [], columns: [] })
}

async function fillCommerce({ backend: { api, done } }: Shop): Promise<void> {
  const content = contentFor(provider)
  const { [provider]: account } = content.accounts
  const { [provider]: options } = content.settings.options
  if (!account || !options) throw new Error('a content without its provider')
  await api.commerce.update({ service, base: 0, content, passwords: [] })
  await api.commerce.grant({ service, mode: 'test', provider, account: account.paypalEmail })
  await done(api.paypal.check({ service, mode: 'test', provider, account, options }))
  const caller = { userName: 'fjord_api1.example.com', applicationId: 'APP-80W284485P519543T' }
  await api.paypal.setApiAccount({ mode: 'test', ...caller, password: 'hemmelig' })
}

async function fillPayments(shop: Shop): Promise<void> {
  await shop.sellWith('payflow-pro')
  const code = await shop.code()
  await shop.payWithCard({ code })
  await shop.payWithCard({ full: 111_200 })
}

async function fillMail({ backend }: Shop): Promise<void> {
  const { api } = backend
  const sink = await startSink()
  await api.mail.saveSettings({ ...loopbackSettings(sink.port), replyTo: 'svar@fjordkurs.example' })
  await queueAll(backend)
  await sendQueued(backend)
  await untilCounts(backend, 'the messages are sent', ({ queued, sending }) => queued + sending === 0)
  await sink.close()
  await api.mail.pause({})
  await codesFor(backend, [OLA], {}, 2)
  await queueAll(backend)
  for (const { id } of (await allRows(backend)).slice(-2))
    await editCells(backend, [newAddress(id, 'ola.nordmann@example.com')])
  await codesFor(backend, [KARI])
  await queueAll(backend)
  const { messages } = await api.mail.outbox({ states: ['queued'], text: 'kari', offset: 0, limit: 1 })
  await api.mail.cancel({ which: { kind: 'ids', ids: messages.map(({ id }) => id) } })
  const content = { subject: 'Koden din', text: 'Hei, %PromoCode%' }
  await api.mail.saveTemplate({ service, language: 'nb', content })
  await api.mail.saveTemplate({ service, language: 'nb', content: { ...content, subject: 'Din kode' } })
}

async function publish({ backend: { api } }: Shop): Promise<void> {
  const content = contentFor('payflow-pro', 'live')
  const passwords = [{ provider: 'payflow-pro' as const, password: 'hemmelig' }]
  await api.commerce.productionAccount({ service, base: 0, content, passwords })
  const { from, to } = await api.commerce.planPublish({ service })
  await api.commerce.publish({ service, from, to })
  await api.paypal.setTestTarget({ target: 'sandbox' })
}

/** Saves the site to a file at `path`. */
export async function saveSiteFile({ backend }: Shop, path: string): Promise<void> {
  const { token } = backend.backend.files.registerWrite(path)
  await backend.done(backend.api.siteFile.save({ file: token }))
}
