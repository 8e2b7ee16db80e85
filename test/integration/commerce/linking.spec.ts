import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { type Mode, otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const commerce = () => backend.api.commerce
const passwords = [{ provider: 'payflow-pro' as const, password: 'correct horse' }]

async function tick(service: Service, enabled: boolean, page: Service, keep?: Service) {
  const request = { service, enabled, page, ...(keep && { keep }) }
  const { revisions } = await commerce().planEnable({ service, enabled, page })
  return await commerce().enable({ ...request, expect: revisions })
}

/** Settings of the service's own, saved and for Production published, while the service is alone. */
async function setUp(service: Service, mode: Mode, footer = `Fra ${service}`): Promise<void> {
  await tick(service, true, service)
  const content = (name: string) => contentFor('payflow-pro', `${service}-${name}`, { footer })
  await commerce().update({ service, base: 0, content: content('test'), passwords })
  if (mode === 'production') {
    await commerce().productionAccount({ service, base: 0, content: content('live'), passwords })
    const { from, to } = await commerce().planPublish({ service })
    await commerce().publish({ service, from, to })
  }
  await tick(service, false, service)
}

const both = async (): Promise<Record<Service, ServiceSettings>> => ({
  events: await commerce().get({ service: 'events' }),
  training: await commerce().get({ service: 'training' }),
})
const footers = async () => {
  const { events, training } = await both()
  return [events.test.content.settings.footer, training.test.content.settings.footer]
}

const pages = SERVICES.flatMap((full) => SERVICES.map((page) => [full, page] as const))

describe('enabling the second service', () => {
  it.each(pages)('keeps what %s has in Production, ticked on the page of %s', async (full, page) => {
    await setUp(full, 'production')
    const before = await commerce().get({ service: full })
    const empty = otherService(full)
    await tick(full, true, full)
    const plan = await commerce().planEnable({ service: empty, enabled: true, page })
    expect(plan).toMatchObject({
      links: true,
      keep: full,
      choices: [full],
      refused: [{ service: empty, reason: 'empty' }],
      replaces: false,
      // The other one takes real payments from then on.
      confirm: true,
      mode: 'production',
      otherMode: 'test',
    })
    await tick(empty, true, page)
    const now = await both()
    expect(now[full]).toMatchObject({ enabled: true, linked: true, mode: 'production' })
    for (const mode of ['test', 'production'] as const)
      expect(now[full][mode]).toMatchObject({
        content: before[mode]?.content,
        passwords: before[mode]?.passwords,
      })
    expect(now[empty]).toEqual({ ...now[full], service: empty })
    const [operation] = (await backend.api.history.list({ limit: 1 })).operations
    expect(operation?.details).toMatchObject({ kind: 'enable-service', links: true, page: full })
  })

  it.each(pages)('refuses to give %s the settings of the other, which has none', async (full, page) => {
    for (const mode of ['test', 'production'] as const) {
      const before = await backendWith(full, mode)
      const empty = otherService(full)
      const refused = await refusalOf(tick(empty, true, page, empty), 'commerce.link-refused')
      expect(refused).toMatchObject({ details: { keep: empty, reason: 'empty' } })
      await refusalOf(
        commerce().planEnable({ service: empty, enabled: true, page, keep: empty }),
        'commerce.link-refused',
      )
      expect(await both()).toEqual(before)
    }
  })
  /** The same service in Test first, and then in Production. */
  async function backendWith(service: Service, mode: Mode) {
    if (mode === 'test') await setUp(service, 'test')
    else {
      const content = contentFor('payflow-pro', `${service}-live`)
      await commerce().productionAccount({ service, base: 0, content, passwords })
      const { from, to } = await commerce().planPublish({ service })
      await commerce().publish({ service, from, to })
    }
    await tick(service, true, service)
    return await both()
  }

  it.each(pages)(
    'never takes %s out of Production for what the other has in Test (page: %s)',
    async (live, page) => {
      const inTest = otherService(live)
      await setUp(live, 'production')
      await setUp(inTest, 'test')
      await tick(live, true, live)
      const before = await both()
      const plan = await commerce().planEnable({ service: inTest, enabled: true, page })
      expect(plan).toMatchObject({
        keep: live,
        choices: [live],
        refused: [{ service: inTest, reason: 'leaves-production' }],
        replaces: true,
        confirm: true,
        modes: { [live]: 'production', [inTest]: 'test' },
        mode: 'production',
      })
      expect(plan.differences).toContainEqual({
        mode: 'test',
        key: 'settings.footer',
        before: `Fra ${inTest}`,
        after: `Fra ${live}`,
      })
      await refusalOf(tick(inTest, true, page, inTest), 'commerce.link-refused')
      expect(await both()).toEqual(before)

      await tick(inTest, true, page, live)
      const now = await both()
      expect([now.events.mode, now.training.mode]).toEqual(['production', 'production'])
      expect(await footers()).toEqual([`Fra ${live}`, `Fra ${live}`])
      // What it had stays in its history.
      expect((await commerce().revision({ revision: before[inTest].test.revision })).content).toEqual(
        before[inTest].test.content,
      )
    },
  )

  it.each(pages)('gives both the settings of %s where it is chosen (page: %s)', async (keep, page) => {
    await setUp('events', 'test')
    await setUp('training', 'test')
    await tick('events', true, 'events')
    const plan = await commerce().planEnable({ service: 'training', enabled: true, page, keep })
    expect(plan).toMatchObject({ keep, choices: [page, otherService(page)], refused: [], replaces: true })
    await tick('training', true, page, keep)
    expect(await footers()).toEqual([`Fra ${keep}`, `Fra ${keep}`])
    await backend.done(
      backend.api.history.undo({
        operationId: (await backend.api.history.list({ limit: 1 })).operations[0]?.id ?? 0,
      }),
    )
    expect(await footers()).toEqual(['Fra events', 'Fra training'])
  })

  it('proposes nothing where each has what the other lacks, and does nothing until one is chosen', async () => {
    await setUp('events', 'test', '')
    await setUp('training', 'test')
    await commerce().productionAccount({
      service: 'events',
      base: 0,
      content: contentFor('payflow-pro', 'events-live'),
      passwords,
    })
    await tick('events', true, 'events')
    const before = await both()
    for (const page of SERVICES) {
      const plan = await commerce().planEnable({ service: 'training', enabled: true, page })
      expect(plan).toMatchObject({ keep: null, choices: [page, otherService(page)], confirm: true })
      await refusalOf(tick('training', true, page), 'commerce.link-choice')
    }
    expect(await both()).toEqual(before)
    await tick('training', true, 'events', 'training')
    expect(await footers()).toEqual(['Fra training', 'Fra training'])
  })

  it('proposes the side whose password the other lacks, rather than drop it', async () => {
    await setUp('events', 'test', 'Den samme')
    await tick('training', true, 'training')
    const content = (await commerce().get({ service: 'events' })).test.content
    await commerce().update({ service: 'training', base: 0, content, passwords: [] })
    const plan = await commerce().planEnable({ service: 'events', enabled: true, page: 'training' })
    expect(plan).toMatchObject({ keep: 'events', replaces: false, confirm: false, differences: [] })
    const training = await tick('events', true, 'training')
    expect(training.test.passwords.find(({ provider }) => provider === 'payflow-pro')?.set).toBe(true)
  })

  it('asks before a service that is in Production is enabled again', async () => {
    await setUp('events', 'production')
    const plan = await commerce().planEnable({ service: 'events', enabled: true, page: 'events' })
    expect(plan).toMatchObject({ links: false, confirm: true })
  })
})
