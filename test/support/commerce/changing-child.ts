import { randomBytes } from 'node:crypto'
import type { Content } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import { startTestBackend } from '../test-backend.ts'
import { contentFor } from './contents.ts'
import { testKeychain } from './keychain.ts'

/**
 * Changes the e-commerce of the site in a folder without end: publishes, unlinks, publishes one alone, links again.
 * Reports when a change begins and ends, until somebody kills it.
 */
const [folder = '', howLong = 'until killed'] = process.argv.slice(2)
const keychain = testKeychain(Buffer.alloc(32, 7))
// Every run makes names of its own for what it seals.
const random = { bytes: (count: number) => randomBytes(count) }
const { api } = await startTestBackend({ folder, parts: { keychain, random } })
const notify = (at: 'started' | 'begin' | 'end') => process.send?.({ at })

/** Settings that bear the same number in every field: a mix of two would be seen. */
function numbered(number: number): Content {
  const content = contentFor('payflow-pro', `live${number}`, {
    merchantName: `Kurs ${number}`,
    support: `hjelp${number}@fjordkurs.example`,
    header: `Overskrift ${number}`,
    footer: `Bunntekst ${number}`,
  })
  return content
}

async function begin(service: Service): Promise<void> {
  const content = numbered(0)
  await api.commerce.update({ service, base: 0, content, passwords: [] })
  const passwords = [{ provider: 'payflow-pro' as const, password: 'password 0' }]
  await api.commerce.productionAccount({ service, base: 0, content, passwords })
  const { from, to } = await api.commerce.planPublish({ service })
  await api.commerce.publish({ service, from, to })
}

async function tick(service: Service, enabled: boolean): Promise<void> {
  const { revisions } = await api.commerce.planEnable({ service, enabled, page: 'events' })
  await api.commerce.enable({ service, enabled, page: 'events', expect: revisions })
}

async function publish(service: Service, number: number): Promise<void> {
  const content = numbered(number)
  const passwords = [{ provider: 'payflow-pro' as const, password: `password ${number}` }]
  const { from, to } = await api.commerce.planPublish({ service, content, passwords: ['payflow-pro'] })
  await api.commerce.publish({ service, from, to, edit: { content, passwords } })
}

if ((await api.commerce.revisions({ limit: 1 })).total === 0) {
  await begin('events')
  await tick('events', true)
  await tick('training', true)
}
let number = (await api.commerce.revisions({ limit: 1 })).revisions[0]?.revision ?? 0
const isLinked = (await api.site.get({})).linked
if (!isLinked) await tick('training', true)
// An orderly end leaves what was compiled for those that follow.
if (howLong === 'start only') process.exit(0)
notify('started')

const changes: (() => Promise<void>)[] = [
  () => publish('events', ++number),
  () => tick('training', false),
  () => publish('training', ++number),
  () => tick('training', true),
]
for (let turn = 0; ; turn += 1) {
  notify('begin')
  await changes[turn % changes.length]?.()
  notify('end')
}
