import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#shared/contract/refusal.ts'
import { DEFAULT_SETTINGS, setting, siteSettings, yesNo } from '#shared/contract/site-settings.ts'
import { settingChanges } from '#backend/areas/site/setting-changes.ts'
import { readSiteSettings, settingsOf, writeSiteSettings } from '#backend/storage/site-settings.ts'
import { settingsReader } from '#backend/storage/sql/settings.ts'
import { openStore, type Store } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

/** The settings of the product, and one that is on or off. */
const definitions = {
  ...siteSettings,
  receipts: setting({ type: yesNo, accepts: z.boolean(), default: true, control: 'switch' }),
}
const stored = settingsOf(definitions)
const changes = settingChanges(definitions)

let folder: string
let store: Store
beforeEach(async () => {
  folder = await newFolder()
  store = await openStore({ folder, clock: testClock(), log: testLog() })
  await store.writer.transaction('fill', (tx) =>
    writeSiteSettings(tx.settings, { ...DEFAULT_SETTINGS, timeZone: 'UTC' }),
  )
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

type Values = NonNullable<Awaited<ReturnType<typeof stored.read>>>
async function read(): Promise<Values> {
  const values = await stored.read(settingsReader(store.reading))
  if (!values) throw new Error('nothing is stored')
  return values
}
async function change(request: Partial<Values>) {
  const made = changes.between(await read(), request)
  await store.writer.transaction('change', (tx) => stored.write(tx.settings, request))
  return made
}
const undo = (made: Awaited<ReturnType<typeof change>>) =>
  store.writer.transaction('undo', (tx) => changes.undo(tx, made))

describe('a setting that is on or off', () => {
  it.each([true, false])('comes back as %s by undo', async (before) => {
    await change({ receipts: before })
    const made = await change({ receipts: !before, name: 'Fjordkurs' })
    expect(await read()).toMatchObject({ receipts: !before, name: 'Fjordkurs' })
    expect(await undo(made)).toBe(2)
    expect(await read()).toMatchObject({ receipts: before, name: '' })
  })

  it('is not undone where it was changed since', async () => {
    const made = await change({ receipts: false })
    await change({ receipts: true })
    const refused = await undo(made).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect(refused).toMatchObject({
      code: 'history.changed-since',
      details: { count: 1, examples: ['receipts'] },
    })
  })

  it('has its default in a site of a version that did not know it', async () => {
    expect(await settingsReader(store.reading).find('receipts')).toBeNull()
    expect((await read()).receipts).toBe(true)
  })
})

it('reads and writes every setting in the form of earlier versions', async () => {
  const earlier = { name: 'Kurs', timeZone: 'Europe/Oslo', timeZoneConfirmed: 'yes', recipientLimit: '250' }
  await store.writer.transaction('earlier', (tx) => tx.settings.write(earlier))
  const reader = settingsReader(store.reading)
  const values = await readSiteSettings(reader)
  expect(values).toEqual({
    ...earlier,
    timeZoneConfirmed: true,
    recipientLimit: 250,
    promoLink: '',
    retentionMonths: 0,
  })
  await store.writer.transaction('now', (tx) =>
    writeSiteSettings(tx.settings, { ...values, timeZoneConfirmed: false }),
  )
  const now = await reader.all()
  expect(Object.fromEntries(Object.keys(earlier).map((key) => [key, now.get(key)]))).toEqual({
    ...earlier,
    timeZoneConfirmed: 'no',
  })
})
