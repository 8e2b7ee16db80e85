import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChangingMethods } from '#shared/contract/index.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import { contentFor } from '../commerce/contents.ts'
import { createCodes, creationOf, pickAll } from '../creations.ts'
import { codesFor, loopbackSettings, queueAll, untilCounts } from '../mail/mail-site.ts'
import { startSink } from '../mail/smtp-sink.ts'
import { purchaseOf, type Shop, VISA } from '../payments/shop.ts'
import { decideGrant } from '../paypal/at-paypal.ts'

/** Makes what a call needs, and answers with the call. */
export type Mutation = () => Promise<() => Promise<unknown>>

const service = 'events' as const
const provider = 'express-checkout-us' as const
const account = 'test@fjordkurs.example'
const place = { service, mode: 'test', provider } as const
const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const passphrase = 'hest batteri stift'
const CODES = 300
const DAY_MS = 24 * 3_600_000

/** A call of every method that stores something; the type has them all. */
export function mutationsOf(shop: Shop): ChangingMethods<Mutation> {
  const { backend } = shop
  const { api, done, folder } = backend
  const { files } = backend.backend

  const updateTest = async (name = 'test') => {
    const { test } = await api.commerce.get({ service })
    const content = contentFor(provider, name)
    return await api.commerce.update({ service, base: test.revision, content, passwords: [] })
  }
  const productionAccount = () =>
    api.commerce.productionAccount({ service, base: 0, content: contentFor(provider), passwords: [] })
  const publish = async () => {
    const { from, to } = await api.commerce.planPublish({ service })
    return await api.commerce.publish({ service, from, to })
  }
  const toPublish = async () => {
    await updateTest()
    await productionAccount()
    await api.commerce.grant({ ...place, mode: 'production', account })
  }
  const picked = async (count = CODES) => {
    await createCodes(backend, creationOf({}, count))
    const { resultSet, ranges } = await pickAll(backend)
    return { resultSet, ranges }
  }
  const queued = async () => {
    await updateTest()
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await api.mail.pause({})
    const { messages } = await api.mail.outbox({ offset: 0, limit: 1 })
    return [messages[0]?.id ?? 0]
  }
  const mailTo = async (outcome: 'drop-after' | 'accept') => {
    const sink = await startSink(outcome === 'accept' ? {} : { outcome: () => ({ kind: outcome }) })
    await api.mail.saveSettings(loopbackSettings(sink.port))
  }
  const view = { name: 'Mine', filter: {}, order: [], columns: [] }
  const written = (name: string) => files.registerWrite(join(folder, name)).token
  const orderOf = async (code?: string) => {
    const purchase = purchaseOf(code === undefined ? {} : { code })
    const { price } = await api.payments.quote(purchase)
    const requestId = randomBytes(12).toString('hex')
    return { purchase, expect: price.pay, with: { kind: 'card', card: VISA } as const, requestId }
  }

  const sale = async () => {
    const code = await shop.code()
    return { service, item: 'live-events', full: 48_000, currency: 'USD', code } as const
  }

  return {
    redemptions: {
      async redeem() {
        const sold = await sale()
        return () => api.redemptions.redeem({ ...sold, order: 'A-1' })
      },
      async giveBack() {
        await api.redemptions.redeem({ ...(await sale()), order: 'A-1' })
        return () => api.redemptions.giveBack({ order: 'A-1' })
      },
      async import() {
        const { code } = await sale()
        const path = join(folder, 'orders.csv')
        await writeFile(path, `code,order,time,amount,currency\n${code},A-1,2026-11-23 12:00,360.00,USD\n`)
        const { token: file } = await files.registerRead(path)
        const { importId, counts } = await done(api.redemptions.read({ file, language: 'en' }))
        const { counted, returned } = counts
        return () => done(api.redemptions.import({ importId, expect: { counted, returned } }))
      },
    },
    site: { update: async () => () => api.site.update({ recipientLimit: 77 }) },
    siteFile: {
      async open() {
        await createCodes(backend, creationOf({}, CODES))
        await done(api.siteFile.save({ file: written('a.ehandel') }))
        await api.site.update({ name: 'After' })
        const { token: file } = await files.registerRead(join(folder, 'a.ehandel'))
        return () => done(api.siteFile.open({ file }))
      },
    },
    backups: {
      async restore() {
        await createCodes(backend, creationOf({}, CODES))
        const { backup } = await done(api.backups.create({}))
        await api.site.update({ name: 'After' })
        return () => done(api.backups.restore({ id: backup.id }))
      },
    },
    promo: {
      create: async () => () =>
        done(api.promo.create({ creation: creationOf({}, CODES), expect: { codes: CODES } })),
      async extend() {
        const rows = await picked()
        const to = { kind: 'days', days: 30 } as const
        return () => done(api.promo.extend({ picked: rows, to, expect: CODES }))
      },
      async delete() {
        const rows = await picked()
        return () => done(api.promo.delete({ picked: rows, expect: CODES }))
      },
      async restore() {
        const rows = await picked()
        await done(api.promo.delete({ picked: rows, expect: CODES }))
        return () => done(api.promo.restore({ picked: rows, expect: CODES }))
      },
      async changeTerms() {
        const rows = await picked()
        const change = { term: 'note', note: 'Avtalt' } as const
        return () => done(api.promo.changeTerms({ picked: rows, change, expect: CODES }))
      },
      async edit() {
        const { resultSet } = await picked()
        const cells = [{ id: 1, column: 'recipient' as const, text: 'Ola Nordmann' }]
        return () => done(api.promo.edit({ resultSet, cells, language: 'nb', expect: 1 }))
      },
    },
    views: {
      save: async () => () => api.views.save(view),
      async rename() {
        const { id } = await api.views.save(view)
        return () => api.views.rename({ id, name: 'Other' })
      },
      async remove() {
        const { id } = await api.views.save(view)
        return () => api.views.remove({ id })
      },
    },
    commerce: {
      async enable() {
        const { revisions } = await api.commerce.planEnable({ service, enabled: true, page: service })
        return () => api.commerce.enable({ service, enabled: true, page: service, expect: revisions })
      },
      async setServices() {
        const boxes = { events: true, training: true, page: service }
        const { revisions } = await api.commerce.planServices(boxes)
        return () => api.commerce.setServices({ ...boxes, expect: revisions })
      },
      update: async () => () => updateTest(),
      productionAccount: async () => productionAccount,
      async publish() {
        await toPublish()
        return publish
      },
      async backToTest() {
        await toPublish()
        await publish()
        return () => api.commerce.backToTest({ service })
      },
      async restore() {
        await updateTest()
        await updateTest('other')
        return () => api.commerce.restore({ service, revision: 1, base: 2 })
      },
      async grant() {
        await updateTest()
        return () => api.commerce.grant({ ...place, account })
      },
      async withdrawGrant() {
        await updateTest()
        await api.commerce.grant({ ...place, account })
        return () => api.commerce.withdrawGrant(place)
      },
    },
    paypal: {
      setTestTarget: async () => () => api.paypal.setTestTarget({ target: 'sandbox' }),
      setApiAccount: async () => () =>
        api.paypal.setApiAccount({
          mode: 'test',
          userName: 'api',
          applicationId: 'APP',
          password: 'hemmelig',
        }),
      async withdrawGrant() {
        await updateTest()
        await api.commerce.grant({ ...place, account })
        return () => api.paypal.withdrawGrant(place)
      },
      async awaitGrant() {
        await updateTest()
        const { grantId, url } = await api.paypal.startGrant({ ...place, account })
        await decideGrant(url, 'grant')
        return () => done(api.paypal.awaitGrant({ grantId }))
      },
    },
    payments: {
      async pay() {
        await shop.sellWith('payflow-pro')
        const order = await orderOf(await shop.code())
        return () => done(api.payments.pay(order))
      },
      async reverse() {
        await shop.sellWith('payflow-pro')
        const { id } = await done(api.payments.pay(await orderOf()))
        return () => done(api.payments.reverse({ id }))
      },
      async inquire() {
        await shop.sellWith('payflow-pro')
        const lost = { kind: 'answer-lost', operation: 'A' } as const
        shop.simulator.faults.next(lost, lost, lost)
        const { id } = await done(api.payments.pay(await orderOf(await shop.code())))
        shop.simulator.faults.clear()
        shop.clock.advance(NONE_IS_FINAL_MS)
        return () => done(api.payments.inquire({ id }))
      },
    },
    mail: {
      saveTemplate: async () => () =>
        api.mail.saveTemplate({
          service,
          language: 'nb',
          content: { subject: 'Koden din', text: 'Hei, %PromoCode%' },
        }),
      async queue() {
        await updateTest()
        await codesFor(backend, [KARI])
        await api.mail.pause({})
        return () => queueAll(backend)
      },
      pause: async () => () => api.mail.pause({}),
      async resume() {
        await api.mail.pause({})
        return () => api.mail.resume({})
      },
      async cancel() {
        const ids = await queued()
        return () => api.mail.cancel({ which: { kind: 'ids', ids } })
      },
      async resend() {
        const ids = await queued()
        await api.mail.cancel({ which: { kind: 'ids', ids } })
        return () => api.mail.resend({ ids })
      },
      async settle() {
        await mailTo('drop-after')
        await updateTest()
        await codesFor(backend, [KARI])
        await queueAll(backend)
        await untilCounts(backend, 'the message is in doubt', ({ uncertain }) => uncertain === 1)
        await api.mail.pause({})
        const { messages } = await api.mail.outbox({ offset: 0, limit: 1 })
        const ids = [messages[0]?.id ?? 0]
        return () => api.mail.settle({ which: { kind: 'ids', ids }, arrived: true })
      },
      saveSettings: async () => () => api.mail.saveSettings({ ...loopbackSettings(1), password: 'hemmelig' }),
      async sendTest() {
        await mailTo('accept')
        await updateTest()
        const to = 'prove@example.com'
        return () => done(api.mail.sendTest({ service, language: 'nb', for: { kind: 'several-codes' }, to }))
      },
      async saveFiles() {
        const ids = await queued()
        await api.mail.resume({})
        const order = { which: { kind: 'ids', ids }, format: 'zip', language: 'nb' } as const
        return () => done(api.mail.saveFiles({ ...order, target: written('mail.zip') }))
      },
      async markSent() {
        const ids = await queued()
        return () => api.mail.markSent({ which: { kind: 'ids', ids } })
      },
    },
    privacy: {
      async erase() {
        await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, CODES))
        const person = { addresses: [KARI.email], names: [] }
        const { total } = await done(api.privacy.find({ person }))
        return () => done(api.privacy.erase({ person, expect: total, language: 'nb' }))
      },
      async applyRetention() {
        await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, CODES))
        await api.site.update({ retentionMonths: 1 })
        shop.clock.advance(400 * DAY_MS)
        return () => done(api.privacy.applyRetention({ expect: 1, language: 'nb' }))
      },
    },
    secrets: {
      setPassphrase: async () => () => api.secrets.setPassphrase({ passphrase }),
      async changePassphrase() {
        await api.secrets.setPassphrase({ passphrase })
        return () => api.secrets.changePassphrase({ current: passphrase, next: 'stift batteri hest' })
      },
      async forget() {
        await api.mail.saveSettings({ ...loopbackSettings(1), password: 'hemmelig' })
        return () => api.secrets.forget({ expect: 1 })
      },
    },
    recovery: {
      async rescue() {
        await createCodes(backend, creationOf({}, CODES))
        return () => done(api.recovery.rescue({}))
      },
    },
    history: {
      async undo() {
        const { operationId } = await createCodes(backend, creationOf({}, CODES))
        return () => done(api.history.undo({ operationId }))
      },
    },
  }
}

/** For the thread that writes: from here on it may end the process. */
export const ARMED = 'armed'
export const arm = (folder: string): Promise<void> => writeFile(join(folder, ARMED), '')
