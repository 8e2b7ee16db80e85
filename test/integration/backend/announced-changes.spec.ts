import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileRegistry } from '#backend/kernel/files/file-registry.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { createRequestsUnderWay } from '#backend/kernel/contract/requests-under-way.ts'
import { createCommerce } from '#backend/areas/commerce/commerce.ts'
import { createHistory } from '#backend/areas/history/history.ts'
import { saveMailSettings } from '#backend/areas/mail/settings/mail-settings.ts'
import { createSecretBox, NO_KEYCHAIN } from '#backend/areas/secrets/secrets.ts'
import { createSite } from '#backend/areas/site/site.ts'
import { createViews } from '#backend/areas/views/views.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { seededRandom, testClock } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'
import { openTestSites } from '../../support/test-sites.ts'

/*
 * What is announced of a change, or answered, is read in its transaction. Read after it, the site could be announced as another change
 * found it after that one was announced, and would stay so on screen.
 */

let folder: string
let opened: Sites
let parts: Parameters<typeof createCommerce>[0]
let events: [name: string, payload: unknown][]
beforeEach(async () => {
  folder = await newFolder()
  const [clock, random] = [testClock(), seededRandom()]
  opened = await openTestSites(folder, clock)
  const sites: Sites = { ...opened, use: (work) => opened.use((site) => work(readOnlyInside(site))) }
  events = []
  const emit = (name: string, payload: unknown) => void events.push([name, payload])
  parts = { sites, clock, emit, box: createSecretBox({ random, keychain: NO_KEYCHAIN }) }
})
afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

/** A site that answers what is announced inside transactions only. */
function readOnlyInside(site: OpenSite): OpenSite {
  const outside = () => Promise.reject(new Error('read outside the transaction'))
  return {
    ...site,
    storage: {
      ...site.storage,
      mail: { settings: outside } as Partial<OpenSite['storage']['mail']> as OpenSite['storage']['mail'],
      views: { ...site.storage.views, list: outside },
    },
    describe: (readers) => (readers ? site.describe(readers) : outside()),
  }
}

const job: JobContext = { signal: new AbortController().signal, progress: () => undefined }
const announced = (name: string) => events.filter(([one]) => one === name).map(([, payload]) => payload)

it('of the site, when its settings change and when that is undone', async () => {
  const { operationId } = await createSite(parts).update({ name: 'Fjordkurs' })
  const underWay = createRequestsUnderWay(parts.clock)
  const files = createFileRegistry({ random: seededRandom('files'), own: [] })
  await createHistory({ ...parts, files, underWay }).undo({ operationId: operationId ?? 0 }, job)
  expect(announced('site.onChanged')).toMatchObject([{ name: 'Fjordkurs' }, { name: '' }])
})

it('of the site, when a service changes', async () => {
  const commerce = createCommerce(parts)
  const about = { service: 'events', enabled: true, page: 'events' } as const
  const { revisions: expected } = await commerce.planEnable(about)
  await commerce.enable({ ...about, expect: expected })
  expect(announced('site.onChanged')).toMatchObject([{ services: { events: { enabled: true } } }])
})

it('of views', async () => {
  await createViews(parts).save({ name: 'Mine', filter: {}, order: [], columns: [] })
  expect(announced('views.onChanged')).toMatchObject([[{ name: 'Mine' }]])
})

it('of the mail server, in the answer', async () => {
  const settings = {
    host: 'smtp.example.com',
    port: 465,
    security: 'tls',
    userName: '',
    senderName: 'Fjordkurs',
    senderAddress: 'post@example.com',
    replyTo: '',
    perMinute: null,
  } as const
  const { saved } = await parts.sites.use((site) => saveMailSettings(parts as never, site, settings))
  expect(saved).toMatchObject(settings)
})
