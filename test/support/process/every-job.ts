import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contract } from '#shared/contract/index.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { contentFor } from '../commerce/contents.ts'
import { createCodes, creationOf, pickAll } from '../creations.ts'
import { loopbackSettings, queueAll } from '../mail/mail-site.ts'
import { decideGrant } from '../paypal/at-paypal.ts'
import { newRequestId, purchaseOf, VISA } from '../payments/shop.ts'
import type { BackendProcess } from './backend-process.ts'

/** Does a job once, with what it needs; it can be done again and again. */
export type Round = () => Promise<unknown>

/** The names of all jobs of the contract. */
export const jobNames = (): string[] =>
  Object.entries(contract).flatMap(([area, methods]) =>
    Object.entries(methods)
      .filter(([, { kind }]) => kind === 'job')
      .map(([name]) => `${area}.${name}`),
  )

/** Jobs that put another database in the place of the site, or are about one that was damaged. */
export const REPLACING = [
  'siteFile.open',
  'backups.restore',
  'recovery.rescue',
  'recovery.saveLosses',
  'storagePlace.move',
  'storagePlace.moveBack',
]

const SITE_PASSPHRASE = 'fire ord som ingen gjetter'
/** Of a site that decrypts nothing here. */
const SITE_KEY = 'age14c7ff24qzcf393uf845lnqkmghstysdytq9qklx8rfncf9z2r4qsddgjd7'
const FAR = '2099-12-31' as IsoDate
const language = 'nb' as const
const service = 'events' as const

/** Every job but those of `REPLACING`, on a site that has codes already. The mail server is on loopback, at `mailPort`. */
export async function everyJob(
  running: BackendProcess,
  { folder, mailPort }: { folder: string; mailPort: number },
): Promise<Record<string, Round>> {
  const { api, done, reading, writing } = running
  const file = (name: string) => join(folder, name)
  const codes = (count: number) => createCodes(running, creationOf({ expires: FAR }, count))
  const pick = async () => {
    const { resultSet, ranges } = await pickAll(running)
    return { resultSet, ranges }
  }
  const personWithCodes = async () => {
    const one = { name: 'Ingrid Personvern', email: 'ingrid@example.com' }
    await createCodes(running, creationOf({ expires: FAR, recipients: { kind: 'one', ...one } }, 300))
    return { addresses: [one.email], names: [] }
  }
  const pay = async () => {
    const purchase = purchaseOf()
    const { price } = await api.payments.quote(purchase)
    const card = { kind: 'card', card: VISA } as const
    return await done(
      api.payments.pay({ purchase, expect: price.pay, with: card, requestId: newRequestId() }),
    )
  }
  const deleteAndRestore = async () => {
    const picked = await pick()
    const { change } = await api.promo.planDelete({ picked })
    await done(api.promo.delete({ picked, expect: change }))
    const back = await api.promo.planRestore({ picked })
    await done(api.promo.restore({ picked, expect: back.change }))
  }

  await api.secrets.setPassphrase({ passphrase: SITE_PASSPHRASE })
  const provider = 'payflow-pro' as const
  const content = contentFor(provider)
  const { test } = await api.commerce.get({ service })
  const passwords = [{ provider, password: 'hemmelig' }]
  await api.commerce.update({ service, base: test.revision, content, passwords })
  await publishAndGoBack(running, content, passwords)
  const express = 'express-checkout-us' as const
  const training = contentFor(express, 'kurs')
  await api.commerce.update({ service: 'training', base: 0, content: training, passwords: [] })
  await api.mail.saveSettings({ ...loopbackSettings(mailPort), password: null })
  await api.mail.pause({})
  const good = Array.from({ length: 400 }, (_, i) => `mottaker${i}@example.com,Kari Nordmann ${i}`)
  await writeFile(file('good.csv'), `email,name\n${good.join('\n')}\n`)
  const SALE = '2026-03-12 12:00,360.00,USD'
  /** One order that counts, and one of a code that nobody has. */
  const readOrders = async () => {
    const { resultSet } = await api.report.open({ filter: { status: ['active'] }, order: [] })
    const { rows } = await api.report.rows({ resultSet, offset: 0, limit: 1 })
    const sale = `${rows[0]?.code},${newRequestId()},${SALE}`
    await writeFile(file('orders.csv'), `code,order,time,amount,currency\n${sale}\nINGEN-KODE,A-1,${SALE}\n`)
    return done(api.redemptions.read({ file: await reading(file('orders.csv')), language }))
  }
  await writeFile(file('bad.csv'), `email,name\nkari@example.com,Kari\nnot an address,Ola\n`)
  await done(api.siteFile.save({ file: await writing(file('first.ehandel')) }))

  return {
    'promo.create': () => codes(2000),
    async 'promo.extend'() {
      const picked = await pick()
      const to = { kind: 'days', days: 1 } as const
      const { change } = await api.promo.planExtend({ picked, to })
      await done(api.promo.extend({ picked, to, expect: change }))
    },
    'promo.delete': deleteAndRestore,
    'promo.restore': deleteAndRestore,
    async 'promo.changeTerms'() {
      const picked = await pick()
      const change = { term: 'note', note: `Avtalt ${Math.random()}` } as const
      const { change: expect } = await api.promo.planChangeTerms({ picked, change })
      await done(api.promo.changeTerms({ picked, change, expect }))
    },
    async 'promo.edit'() {
      const { resultSet } = await pick()
      const { rows } = await api.report.rows({ resultSet, offset: 0, limit: 500 })
      const cells = rows.flatMap((row) =>
        row ? [{ id: row.id, column: 'recipient' as const, text: `Kari ${Math.random()}` }] : [],
      )
      const { change } = await api.promo.planEdit({ resultSet, cells, language })
      await done(api.promo.edit({ resultSet, cells, language, expect: change }))
    },
    async 'history.undo'() {
      const { operationId } = await codes(500)
      await done(api.history.undo({ operationId }))
    },
    'recipients.read': async () => done(api.recipients.read({ file: await reading(file('good.csv')) })),
    async 'recipients.saveRejected'() {
      const { importId } = await done(api.recipients.read({ file: await reading(file('bad.csv')) }))
      await done(
        api.recipients.saveRejected({ importId, target: await writing(file('rejected.csv')), language }),
      )
    },
    'recipients.saveExample': async () =>
      done(api.recipients.saveExample({ target: await writing(file('example.csv')), language })),
    async 'report.export'() {
      const [picked, target] = [await pick(), await writing(file('report.xlsx'))]
      const columns = ['code', 'recipient', 'email', 'expires'] as const
      await done(api.report.export({ picked, columns: [...columns], target, format: 'xlsx', language }))
    },
    async 'mail.queue'() {
      await codes(10)
      await queueAll(running)
    },
    'mail.check': () => done(api.mail.check({ ...connection(mailPort), password: null })),
    'mail.sendTest': () =>
      done(api.mail.sendTest({ service, language, for: { kind: 'several-codes' }, to: 'prove@example.com' })),
    async 'mail.saveFiles'() {
      await codes(10)
      await queueAll(running)
      const target = await writing(file('messages.zip'))
      const which = { kind: 'all', state: 'queued' } as const
      await done(api.mail.saveFiles({ which, format: 'zip', target, language }))
    },
    'payments.pay': pay,
    'payments.reverse': async () => done(api.payments.reverse({ id: (await pay()).id })),
    'payments.inquire': async () => done(api.payments.inquire({ id: (await pay()).id })),
    async 'paypal.check'() {
      const [account, options] = [content.accounts[provider], content.settings.options[provider]]
      if (!account || !options) throw new Error('no account')
      await done(api.paypal.check({ service, mode: 'test', provider, account, options }))
    },
    async 'paypal.awaitGrant'() {
      const account = training.accounts[express]?.paypalEmail ?? ''
      const place = { service: 'training', mode: 'test', provider: express, account } as const
      const { grantId, url } = await api.paypal.startGrant(place)
      const waiting = done(api.paypal.awaitGrant({ grantId }))
      await decideGrant(url, 'deny')
      await waiting
    },
    'redemptions.read': readOrders,
    async 'redemptions.import'() {
      const { importId } = await readOrders()
      await done(api.redemptions.import({ importId, expect: { counted: 1, returned: 0 } }))
    },
    async 'redemptions.saveRejected'() {
      const { importId } = await readOrders()
      const target = await writing(file('rejected-orders.csv'))
      await done(api.redemptions.saveRejected({ importId, target, language }))
    },
    'handover.saveSettings': async () =>
      done(api.handover.saveSettings({ services: [service], target: await writing(file('settings.json')) })),
    async 'handover.saveSecrets'() {
      const key = await api.handover.checkKey({ publicKey: SITE_KEY })
      const target = await writing(file('settings.age'))
      await done(
        api.handover.saveSecrets({ services: [service], ...key, target, passphrase: SITE_PASSPHRASE }),
      )
    },
    'handover.saveCodes': async () =>
      done(
        api.handover.saveCodes({
          scope: 'all',
          format: 'jsonl',
          target: await writing(file('codes.jsonl')),
          language,
        }),
      ),
    'privacy.find': async () => done(api.privacy.find({ person: await personWithCodes() })),
    async 'privacy.export'() {
      const [person, target] = [await personWithCodes(), await writing(file('person.xlsx'))]
      await done(api.privacy.export({ person, file: target, format: 'xlsx', language }))
    },
    async 'privacy.erase'() {
      const person = await personWithCodes()
      const { total } = await done(api.privacy.find({ person }))
      await done(api.privacy.erase({ person, expect: total, language }))
    },
    async 'privacy.applyRetention'() {
      await api.site.update({ retentionMonths: 1 })
      // No code of a site that is made today expired a month ago.
      const failure = await failureOf(done(api.privacy.applyRetention({ expect: 0, language })))
      if (failure !== 'privacy.nothing-found') throw new Error(String(failure))
    },
    'history.export': async () =>
      done(api.history.export({ target: await writing(file('history.xlsx')), format: 'xlsx', language })),
    'backups.create': () => done(api.backups.create({})),
    async 'backups.remove'() {
      const { backup } = await done(api.backups.create({}))
      await done(api.backups.remove({ ids: [backup.id] }))
    },
    async 'backups.save'() {
      const { backup } = await done(api.backups.create({}))
      await done(api.backups.save({ id: backup.id, file: await writing(file('backup.sqlite')) }))
    },
    async 'backups.plan'() {
      const { backup } = await done(api.backups.create({}))
      await done(api.backups.plan({ id: backup.id }))
    },
    'siteFile.save': async () => done(api.siteFile.save({ file: await writing(file('later.ehandel')) })),
    'siteFile.inspect': async () =>
      done(api.siteFile.inspect({ file: await reading(file('first.ehandel')) })),
  }
}

/** Events have published settings then, and take test payments again. */
async function publishAndGoBack(
  { api }: BackendProcess,
  content: Content,
  passwords: { provider: 'payflow-pro'; password: string }[],
): Promise<void> {
  await api.commerce.productionAccount({ service, base: 0, content, passwords })
  const { from, to } = await api.commerce.planPublish({ service })
  await api.commerce.publish({ service, from, to })
  await api.commerce.backToTest({ service })
}

const connection = (port: number) => {
  const { host, security, userName } = loopbackSettings(port)
  return { host, port, security, userName }
}

/** What a call ended in: null, or the code of its error. */
export const failureOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )
