import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplacementPlan } from '#shared/contract/replacement.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { openFilledSite, saveSiteFile } from '../../support/filled-site.ts'
import type { Shop } from '../../support/payments/shop.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** A site that takes real payments, and something of everything; a file and a backup of it, and a site of nothing. */
let shop: Shop
let other: TestBackend
let file: string
let backup: string

beforeAll(async () => {
  shop = await openFilledSite()
  const { api, done, folder } = shop.backend
  const { enabled } = await api.commerce.get({ service: 'events' })
  if (!enabled) {
    const { revisions } = await api.commerce.planEnable({ service: 'events', enabled: true, page: 'events' })
    await api.commerce.enable({ service: 'events', enabled: true, page: 'events', expect: revisions })
  }
  backup = (await done(api.backups.create({}))).backup.id
  file = join(folder, 'fjordkurs.ehandel')
  await saveSiteFile(shop, file)
  other = await startTestBackend()
}, 60_000)
afterAll(async () => {
  await shop.stop()
  await other.stop()
})

async function inspect({ api, backend, done }: TestBackend): Promise<ReplacementPlan> {
  const { token } = await backend.files.registerRead(file)
  return (await done(api.siteFile.inspect({ file: token }))).plan
}
const planOf = async ({ api, done }: TestBackend, id: string) => (await done(api.backups.plan({ id }))).plan

describe('the plan of a replacement', () => {
  it('finds a backup of now to be the same', async () => {
    const { present, incoming, live } = await planOf(shop.backend, backup)
    // Saving the file was one more operation.
    const operations = (present?.counts.operations ?? 0) - 1
    expect({ ...incoming, lastChange: null }).toEqual({
      ...present,
      counts: { ...present?.counts, operations },
      lastChange: null,
    })
    expect(incoming).toMatchObject({ name: 'Fjordkurs', mode: 'production' })
    // The test transactions were voided, which gives the uses back.
    const { redemptions, ...others } = incoming.counts
    expect(redemptions).toBe(0)
    for (const count of Object.values(others)) expect(count).toBeGreaterThan(0)
    expect(live).toEqual([
      expect.objectContaining({ service: 'events', before: true, after: true, differences: [] }),
    ])
  })

  it('says how much was done since, and what of the live settings becomes another', async () => {
    const { backend, clock } = shop
    const { api } = backend
    clock.set('2026-12-01T10:00:00Z')
    await createCodes(backend, creationOf({ expires: '2027-06-30' as never }))
    const { production } = await api.commerce.get({ service: 'events' })
    const content = contentFor('payflow-pro', 'live', { footer: 'En annen bunntekst' })
    const { from, to } = await api.commerce.planPublish({ service: 'events', content })
    await api.commerce.publish({ service: 'events', from, to, edit: { content, passwords: [] } })
    const { total } = await api.history.list({ limit: 1 })
    for (const plan of [await planOf(backend, backup), await inspect(backend)]) {
      expect(plan.lost).toEqual({ operations: 2, isSameHistory: true })
      expect(plan.present?.counts.codes).toBe(plan.incoming.counts.codes + 1)
      expect(plan.live[0]?.differences).toEqual([
        { key: 'settings.footer', before: 'En annen bunntekst', after: production?.content.settings.footer },
      ])
    }
    expect((await api.history.list({ limit: 1 })).total).toBe(total)
  })

  it('of another site says that all of it goes, and that real payments begin', async () => {
    await other.api.site.update({ name: 'Vestlia Kurs' })
    const plan = await inspect(other)
    expect(plan.present).toMatchObject({ name: 'Vestlia Kurs', mode: 'test' })
    expect(plan.lost?.isSameHistory).toBe(false)
    expect(plan.live).toEqual([expect.objectContaining({ service: 'events', before: false, after: true })])
    expect(plan.live[0]?.differences.length).toBeGreaterThan(3)
  })

  it('leaves nothing behind, so that what it looked at is opened afterwards', async () => {
    const { token } = await other.backend.files.registerRead(file)
    const { site, backup: kept } = await other.done(other.api.siteFile.open({ file: token }))
    expect(site).toMatchObject({ name: 'Fjordkurs', mode: 'production' })
    const { backups } = await other.api.backups.list({})
    const before = backups.find((one) => one.file === kept)
    expect(before?.reason).toBe('site-file')
    const back = await planOf(other, before?.id ?? '')
    expect(back).toMatchObject({
      present: { name: 'Fjordkurs' },
      incoming: { name: 'Vestlia Kurs', mode: 'test' },
    })
    expect(back.live).toEqual([expect.objectContaining({ service: 'events', before: true, after: false })])
  })
})

describe('what was shown of a replacement', () => {
  it('is refused where something was done since, and nothing is replaced', async () => {
    const { api, done } = shop.backend
    const plan = await planOf(shop.backend, backup)
    const planned = plan.present?.counts.operations ?? 0
    await api.site.update({ name: 'Navn av et annet vindu' })
    const moved = { code: 'plan.moved', details: { planned, now: planned + 1, of: 'operations' } }
    await expect(done(api.backups.restore({ id: backup, expect: planned }))).rejects.toMatchObject(moved)
    const { token } = await shop.backend.backend.files.registerRead(file)
    await expect(done(api.siteFile.open({ file: token, expect: planned }))).rejects.toMatchObject(moved)
    expect((await api.site.get({})).name).toBe('Navn av et annet vindu')
  })
})
