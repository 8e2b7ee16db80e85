import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Api, findMethod } from '#shared/contract/index.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { PAGE_BYTES, placesOf, siteFile, writeOver } from '../../support/damage/damaged-site.ts'
import { codesFor, loopbackSettings, queueAll, untilCounts } from '../../support/mail/mail-site.ts'
import { startSink } from '../../support/mail/smtp-sink.ts'
import {
  newRequestId,
  openShop,
  PASSWORD,
  purchaseOf,
  selling,
  type Shop,
  VISA,
} from '../../support/payments/shop.ts'
import { decideGrant } from '../../support/paypal/at-paypal.ts'
import { METHODS, returnsOperationId } from '../../support/recording-methods.ts'
import { siteHasFiles, type TestBackend } from '../../support/test-backend.ts'

let shop: Shop
let backend: TestBackend
let api: Api
const cleanUp: (() => Promise<unknown>)[] = []
async function open(): Promise<void> {
  // Nothing that was queued is tried again by itself meanwhile.
  const pace = { message: [600], server: [600], answer: 3000 }
  shop = await openShop({ parts: { mail: { pace } } })
  ;({ backend } = shop)
  ;({ api } = backend)
}
async function close(): Promise<void> {
  await shop.stop()
  for (const clean of cleanUp.splice(0)) await clean()
}

const service = 'events' as const
const provider = 'express-checkout-us' as const
const account = 'test@fjordkurs.example'
const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const place = { service, mode: 'test', provider } as const

type Answer = { readonly operationId: number | null }
/** One call; what it needs is made before it comes back. */
type Case = { prepare(): Promise<() => Promise<Answer>> }

const ready = (act: () => Promise<Answer>) => Promise.resolve(act)
const job = <T>(started: () => Parameters<typeof backend.done<T>>[0]) => backend.done(started())

const updateTest = async (name = 'test') => {
  const { test } = await api.commerce.get({ service })
  return await api.commerce.update({
    service,
    base: test.revision,
    content: contentFor(provider, name),
    passwords: [],
  })
}
const productionAccount = () =>
  api.commerce.productionAccount({ service, base: 0, content: contentFor(provider), passwords: [] })
const publish = async () => {
  const { from, to } = await api.commerce.planPublish({ service })
  return await api.commerce.publish({ service, from, to })
}
/** Set up and ready to be published, or published. */
async function toPublish() {
  await updateTest()
  await productionAccount()
  await api.commerce.grant({ ...place, mode: 'production', account })
}
async function picked(count = 2) {
  await createCodes(backend, creationOf({}, count))
  const { resultSet, count: all } = await pickAll(backend)
  const ranges: [number, number][] = [[all - count, all]]
  return { resultSet, ranges }
}
async function queued() {
  await updateTest()
  await codesFor(backend, [KARI])
  await queueAll(backend)
  const { messages } = await api.mail.outbox({ offset: 0, limit: 1 })
  return [messages[0]?.id ?? 0]
}
const written = (name: string) => backend.backend.files.registerWrite(join(backend.folder, name)).token
const pay = (withCode?: string) => shop.payWithCard(withCode === undefined ? {} : { code: withCode })

/** Puts settings with a password into production. */
async function publishPayflow(): Promise<void> {
  await shop.sellWith('payflow-pro')
  const content = selling('payflow-pro')
  const passwords = [{ provider: 'payflow-pro' as const, password: PASSWORD }]
  await api.commerce.productionAccount({ service, base: 0, content, passwords })
  await publish()
}

/** What a site in a database refuses. */
const NEEDS_FILES = /^(siteFile|backups|recovery)\./

const CASES: Record<string, Case> = {
  'site.update': {
    prepare: () => ready(() => api.site.update({ recipientLimit: 77 })),
  },
  'siteFile.save': {
    prepare: () => ready(() => job(() => api.siteFile.save({ file: written('saved.ehandel') }))),
  },
  'siteFile.open': {
    async prepare() {
      const { token: target, name } = backend.backend.files.registerWrite(join(backend.folder, 'a.ehandel'))
      await job(() => api.siteFile.save({ file: target }))
      const { token: file } = await backend.backend.files.registerRead(join(backend.folder, name))
      return () => job(() => api.siteFile.open({ file }))
    },
  },
  'backups.restore': {
    async prepare() {
      const { backup } = await backend.done(api.backups.create({}))
      return () => job(() => api.backups.restore({ id: backup.id }))
    },
  },
  'recovery.rescue': {
    async prepare() {
      // The own site is closed meanwhile.
      await api.site.open({ kind: 'sample' })
      for (const { page } of placesOf(backend.folder, 'promo_code_by_batch'))
        await writeOver(siteFile(backend.folder), (page - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES, 0xee))
      await api.site.open({ kind: 'own' })
      await backend.backend.checkSite()
      return () => job(() => api.recovery.rescue({}))
    },
  },
  'promo.create': {
    prepare: () =>
      ready(() => job(() => api.promo.create({ creation: creationOf({}, 3), expect: { codes: 3 } }))),
  },
  'promo.extend': {
    async prepare() {
      const rows = await picked()
      const to = { kind: 'days' as const, days: 30 }
      return () => job(() => api.promo.extend({ picked: rows, to, expect: 2 }))
    },
  },
  'promo.delete': {
    async prepare() {
      const rows = await picked()
      return () => job(() => api.promo.delete({ picked: rows, expect: 2 }))
    },
  },
  'promo.restore': {
    async prepare() {
      const rows = await picked()
      await job(() => api.promo.delete({ picked: rows, expect: 2 }))
      return () => job(() => api.promo.restore({ picked: rows, expect: 2 }))
    },
  },
  'promo.changeTerms': {
    async prepare() {
      const rows = await picked()
      const change = { term: 'note', note: 'Avtalt' } as const
      return () => job(() => api.promo.changeTerms({ picked: rows, change, expect: 2 }))
    },
  },
  'promo.edit': {
    async prepare() {
      const { resultSet, ranges } = await picked()
      const { rows } = await api.report.rows({ resultSet, offset: ranges[0]?.[0] ?? 0, limit: 1 })
      const cells = [{ id: rows[0]?.id ?? 0, column: 'recipient' as const, text: 'Ola Nordmann' }]
      return () => job(() => api.promo.edit({ resultSet, cells, language: 'nb', expect: 1 }))
    },
  },
  'report.export': {
    async prepare() {
      const rows = await picked()
      const order = {
        picked: rows,
        columns: ['code' as const],
        format: 'csv' as const,
        language: 'nb' as const,
      }
      return () => job(() => api.report.export({ ...order, target: written('report.csv') }))
    },
  },
  'history.export': {
    async prepare() {
      const order = { format: 'csv' as const, language: 'nb' as const }
      return () => job(() => api.history.export({ ...order, target: written('history.csv') }))
    },
  },
  'commerce.enable': {
    async prepare() {
      const { revisions: expected } = await api.commerce.planEnable({ service, enabled: true, page: service })
      return () => api.commerce.enable({ service, enabled: true, page: service, expect: expected })
    },
  },
  'commerce.setServices': {
    async prepare() {
      const boxes = { events: true, training: true, page: service }
      const { revisions: expected } = await api.commerce.planServices(boxes)
      return () => api.commerce.setServices({ ...boxes, expect: expected })
    },
  },
  'commerce.update': { prepare: () => ready(() => updateTest()) },
  'commerce.productionAccount': { prepare: () => ready(productionAccount) },
  'commerce.publish': {
    async prepare() {
      await toPublish()
      return publish
    },
  },
  'commerce.backToTest': {
    async prepare() {
      await toPublish()
      await publish()
      return () => api.commerce.backToTest({ service })
    },
  },
  'commerce.restore': {
    async prepare() {
      const now = async () => (await api.commerce.get({ service })).test.revision
      await updateTest()
      const revision = await now()
      await updateTest('other')
      const base = await now()
      return () => api.commerce.restore({ service, revision, base })
    },
  },
  'commerce.grant': {
    async prepare() {
      await updateTest()
      return () => api.commerce.grant({ ...place, account })
    },
  },
  'commerce.withdrawGrant': {
    async prepare() {
      await updateTest()
      await api.commerce.grant({ ...place, account })
      return () => api.commerce.withdrawGrant(place)
    },
  },
  'paypal.setTestTarget': {
    prepare: () => ready(() => api.paypal.setTestTarget({ target: 'sandbox' })),
  },
  'paypal.setApiAccount': {
    prepare: () =>
      ready(() =>
        api.paypal.setApiAccount({
          mode: 'test',
          userName: 'api',
          applicationId: 'APP',
          password: 'hemmelig',
        }),
      ),
  },
  'paypal.withdrawGrant': {
    async prepare() {
      await updateTest()
      await api.commerce.grant({ ...place, account })
      return () => api.paypal.withdrawGrant(place)
    },
  },
  'paypal.awaitGrant': {
    async prepare() {
      await updateTest()
      const { grantId, url } = await api.paypal.startGrant({ ...place, account })
      await decideGrant(url, 'grant')
      return () => job(() => api.paypal.awaitGrant({ grantId }))
    },
  },
  'payments.pay': {
    async prepare() {
      await shop.sellWith('payflow-pro')
      const purchase = purchaseOf({ code: await shop.code() })
      const { price } = await api.payments.quote(purchase)
      const card = { kind: 'card', card: VISA } as const
      const order = { purchase, expect: price.pay, with: card, requestId: newRequestId() }
      return () => job(() => api.payments.pay(order))
    },
  },
  'payments.reverse': {
    async prepare() {
      await shop.sellWith('payflow-pro')
      const { id } = await pay()
      return () => job(() => api.payments.reverse({ id }))
    },
  },
  'payments.inquire': {
    async prepare() {
      await shop.sellWith('payflow-pro')
      const lost = { kind: 'answer-lost', operation: 'A' } as const
      shop.simulator.faults.next(lost, lost, lost)
      const { id, state } = await pay(await shop.code())
      expect(state).toBe('unknown')
      shop.simulator.faults.clear()
      shop.clock.advance(NONE_IS_FINAL_MS)
      return () => job(() => api.payments.inquire({ id }))
    },
  },
  'mail.saveTemplate': {
    prepare: () =>
      ready(() =>
        api.mail.saveTemplate({
          service,
          language: 'nb',
          content: { subject: 'Koden din', text: 'Hei, %PromoCode%' },
        }),
      ),
  },
  'mail.queue': {
    async prepare() {
      await updateTest()
      await codesFor(backend, [KARI])
      return () => queueAll(backend)
    },
  },
  'mail.cancel': {
    async prepare() {
      const ids = await queued()
      return () => api.mail.cancel({ which: { kind: 'ids', ids } })
    },
  },
  'mail.resend': {
    async prepare() {
      const ids = await queued()
      await api.mail.cancel({ which: { kind: 'ids', ids } })
      return () => api.mail.resend({ ids })
    },
  },
  'mail.settle': {
    async prepare() {
      const sink = await startSink({ outcome: () => ({ kind: 'drop-after' }) })
      cleanUp.push(() => sink.close())
      await api.mail.saveSettings(loopbackSettings(sink.port))
      const ids = await queued()
      await untilCounts(backend, 'the message is in doubt', ({ uncertain }) => uncertain === 1)
      return () => api.mail.settle({ which: { kind: 'ids', ids }, arrived: true })
    },
  },
  'mail.saveSettings': {
    prepare: () => ready(() => api.mail.saveSettings({ ...loopbackSettings(1), password: 'hemmelig' })),
  },
  'mail.saveFiles': {
    async prepare() {
      const ids = await queued()
      return () =>
        job(() =>
          api.mail.saveFiles({
            which: { kind: 'ids', ids },
            format: 'zip',
            target: written('mail.zip'),
            language: 'nb',
          }),
        )
    },
  },
  'mail.markSent': {
    async prepare() {
      const ids = await queued()
      return () => api.mail.markSent({ which: { kind: 'ids', ids } })
    },
  },
  'redemptions.import': {
    async prepare() {
      const code = await shop.code()
      const path = join(backend.folder, 'orders.csv')
      await writeFile(path, `code,order,time,amount,currency\n${code},A-1,2026-11-23 12:00,360.00,USD\n`)
      const { token: file } = await backend.backend.files.registerRead(path)
      const { importId } = await job(() => api.redemptions.read({ file, language: 'en' }))
      const expected = { counted: 1, returned: 0 }
      return () => job(() => api.redemptions.import({ importId, expect: expected }))
    },
  },
  'handover.saveSettings': {
    async prepare() {
      await publishPayflow()
      return () => job(() => api.handover.saveSettings({ services: [service], target: written('a.json') }))
    },
  },
  'handover.saveSecrets': {
    async prepare() {
      await publishPayflow()
      const publicKey = 'age14c7ff24qzcf393uf845lnqkmghstysdytq9qklx8rfncf9z2r4qsddgjd7'
      const key = await api.handover.checkKey({ publicKey })
      const order = { services: [service], ...key }
      return () => job(() => api.handover.saveSecrets({ ...order, target: written('a.age') }))
    },
  },
  'handover.saveCodes': {
    async prepare() {
      await shop.code()
      const order = { scope: 'all' as const, format: 'csv' as const, language: 'nb' as const }
      return () => job(() => api.handover.saveCodes({ ...order, target: written('a.csv') }))
    },
  },
  'privacy.export': {
    async prepare() {
      await codesFor(backend, [KARI])
      const { token: file } = backend.backend.files.registerWrite(join(backend.folder, 'person.json'))
      const person = { addresses: [KARI.email], names: [] }
      return () => job(() => api.privacy.export({ person, file, format: 'json', language: 'nb' }))
    },
  },
  'privacy.erase': {
    async prepare() {
      await codesFor(backend, [KARI])
      const person = { addresses: [KARI.email], names: [] }
      const { total } = await job(() => api.privacy.find({ person }))
      return () => job(() => api.privacy.erase({ person, expect: total, language: 'nb' }))
    },
  },
  'privacy.applyRetention': {
    async prepare() {
      await codesFor(backend, [KARI])
      await api.site.update({ retentionMonths: 1 })
      shop.clock.set('2028-06-01T12:00:00Z')
      return () => job(() => api.privacy.applyRetention({ expect: 1, language: 'nb' }))
    },
  },
  'secrets.setPassphrase': {
    prepare: () => ready(() => api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })),
  },
  'secrets.changePassphrase': {
    async prepare() {
      await api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
      const change = { current: 'hest batteri stift', next: 'stift batteri hest' }
      return () => api.secrets.changePassphrase(change)
    },
  },
  'secrets.forget': {
    async prepare() {
      await api.mail.saveSettings({ ...loopbackSettings(1), password: 'hemmelig' })
      return () => api.secrets.forget({ expect: 1 })
    },
  },
  'history.undo': {
    async prepare() {
      const { operationId } = await createCodes(backend, creationOf())
      return () => job(() => api.history.undo({ operationId }))
    },
  },
}

/** Of a new site, or of one that no other case can use afterwards; the others share one. */
const NEEDS_OWN =
  /^(siteFile\.open|backups|recovery|commerce\.(enable|setServices|publish|backToTest)|paypal\.setTestTarget|payments\.inquire|mail\.(settle|saveSettings)|handover\.save(Settings|Secrets)|privacy\.(erase|applyRetention)|secrets)/
const cases = Object.entries(CASES).filter(([method]) => siteHasFiles || !NEEDS_FILES.test(method))
const TITLE = 'of %s is its own operation, whatever another client does at the same time'

describe('the operationId that a change returns', () => {
  it('is looked at for every method that returns one', () => {
    const returning = METHODS.filter(([, { output }]) => returnsOperationId(output)).map(([name]) => name)
    expect(Object.keys(CASES).sort()).toEqual(returning.sort())
  })

  const isItsOwn = async (method: string, { prepare }: Case) => {
    const other = backend.connect()
    const rename = (name: string) => other.api.site.update({ name })
    const act = await prepare()
    const before = (await api.history.list({ limit: 1 })).operations[0]?.id ?? 0
    // These put another site in the place of the one that the other client changes.
    const isAlone = ['siteFile.open', 'backups.restore', 'recovery.rescue'].includes(method)
    const first = isAlone ? null : rename('before')
    const acting = act()
    const second = isAlone ? null : rename('meanwhile')
    const answers = await Promise.all([first, acting, second])
    const last = await rename('after')
    const { operationId } = answers[1]
    expect(operationId).toBeTypeOf('number')

    const { operations } = await api.history.list({ limit: 20 })
    const found = (id: number | null | undefined) => operations.find((one) => one.id === id)
    expect(findMethod(method)?.records).toContain(found(operationId)?.details.kind)
    const renamed = [answers[0], answers[2], last].filter((answer) => answer !== null)
    for (const answer of renamed)
      expect(found(answer.operationId)?.details).toMatchObject({
        kind: 'change-settings',
        changes: [{ field: 'name', after: answer.name }],
      })
    const ids = [operationId, ...renamed.map((answer) => answer.operationId)]
    expect(new Set(ids).size).toBe(ids.length)
    if (method === 'site.update')
      expect(found(operationId)?.details).toMatchObject({ changes: [{ field: 'recipientLimit' }] })
    if (!isAlone) expect(Math.min(...ids.map(Number))).toBeGreaterThan(before)
  }

  describe('in one site', () => {
    beforeAll(open)
    afterAll(close)
    it.each(cases.filter(([method]) => !NEEDS_OWN.test(method)))(TITLE, isItsOwn)
  })

  describe('in a site of its own', () => {
    beforeEach(open)
    afterEach(close)
    it.each(cases.filter(([method]) => NEEDS_OWN.test(method)))(TITLE, isItsOwn)

    it('is null where nothing differs, and none is recorded', async () => {
      await updateTest()
      const template = { service, language: 'nb', content: { subject: 'Kode', text: '%PromoCode%' } } as const
      await api.mail.saveTemplate(template)
      await api.paypal.setTestTarget({ target: 'sandbox' })
      const { total } = await api.history.list({ limit: 1 })
      const unchanged = [
        await updateTest(),
        await api.mail.saveTemplate(template),
        await api.paypal.setTestTarget({ target: 'sandbox' }),
        await api.site.update({ recipientLimit: 1000 }),
        await api.commerce.withdrawGrant(place),
        await api.paypal.withdrawGrant(place),
      ]
      expect(unchanged.map(({ operationId }) => operationId)).toEqual([null, null, null, null, null, null])
      expect((await api.history.list({ limit: 1 })).total).toBe(total)
    })

    it('of a payment that is asked for twice is that of the call that recorded it', async () => {
      await shop.sellWith('payflow-pro')
      const purchase = purchaseOf()
      const { price } = await api.payments.quote(purchase)
      const order = { purchase, expect: price.pay, with: { kind: 'card', card: VISA } as const }
      const requestId = randomBytes(12).toString('hex')
      const paying = () => job(() => api.payments.pay({ ...order, requestId }))
      const [one, same] = await Promise.all([paying(), paying()])
      expect(one.operationId).toBeTypeOf('number')
      expect(same).toEqual(one)
      expect(await paying()).toEqual({ ...one, operationId: null })
    })
  })
})
