import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { becomeSaved } from '#backend/storage/sqlite/site-file.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
let other: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
  other = await startTestBackend()
})
afterEach(async () => {
  await backend.stop()
  await other.stop()
})

const file = () => join(backend.folder, 'fjordkurs.ehandel')
const save = async () => {
  const { token } = backend.backend.files.registerWrite(file())
  return await backend.done(backend.api.siteFile.save({ file: token }))
}
const token = async (of: TestBackend, path = file()) => (await of.backend.files.registerRead(path)).token

async function fill() {
  const { api } = backend
  await api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
  await api.commerce.update({
    service: 'events',
    base: 0,
    content: contentFor('payflow-pro'),
    passwords: [{ provider: 'payflow-pro', password: 'correct horse battery' }],
  })
  await api.drafts.save({ key: 'commerce.events', content: { footer: 'Ikke lagret' } })
}

/** The file with something done to it, as somebody else might. */
async function altered(change: (path: string) => Promise<void>): Promise<string> {
  const path = join(backend.folder, 'altered.ehandel')
  await writeFile(path, await readFile(file()))
  await change(path)
  return path
}
const withSql = (statement: string) => (path: string) => {
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  connection.database.pragma('journal_mode = DELETE')
  connection.database.exec(statement)
  connection.close()
  return Promise.resolve()
}

describe('a site file', () => {
  it('says what it holds before it is opened', async () => {
    await fill()
    const { bytes } = await save()
    expect(bytes).toBe((await stat(file())).size)
    const content = await other.done(other.api.siteFile.inspect({ file: await token(other) }))
    const { plan, ...rest } = content
    expect(plan.incoming).toMatchObject({ name: 'Fjordkurs', counts: { codes: 0, operations: 2 } })
    expect(plan.present).toMatchObject({ name: '', counts: { codes: 0, operations: 0 } })
    expect(rest).toEqual({
      name: 'Fjordkurs',
      savedAt: '2026-11-23T11:00:00.000Z',
      dataVersion: content.knownVersion,
      knownVersion: content.knownVersion,
      counts: { codes: 0, batches: 0, revisions: 1, operations: 2 },
      bytes,
    })
    expect((await other.api.site.get({})).name).toBe('')
  })

  it('is opened elsewhere, with everything but the passwords and drafts', async () => {
    await fill()
    const before = await backend.api.commerce.get({ service: 'events' })
    await save()
    await other.api.site.update({ name: 'Det gamle nettstedet' })
    const { id } = await other.api.site.get({})
    await other.api.drafts.save({ key: 'settings', content: { name: 'Ikke lagret' }, site: id })
    const { site, backup } = await other.done(other.api.siteFile.open({ file: await token(other) }))
    expect(site.name).toBe('Fjordkurs')
    // What a window still has in its forms is of the site before.
    expect([id, (await backend.api.site.get({})).id]).not.toContain(site.id)
    await refusalOf(
      other.call('drafts.save', { key: 'settings', content: {}, site: id }),
      'drafts.other-site',
    )
    const after = await other.api.commerce.get({ service: 'events' })
    expect(after.test.content).toEqual(before.test.content)
    expect(after.test.passwords.every(({ set }) => !set)).toBe(true)
    expect(await other.api.drafts.list({})).toEqual([])
    expect(await other.api.secrets.state({})).toMatchObject({ seal: null, passwords: 0 })
    const { operations } = await other.api.history.list({ limit: 5 })
    expect(operations.map(({ details }) => details.kind)).toEqual([
      'open-site-file',
      'update-settings',
      'change-settings',
    ])

    // The site before is in the backup, and the folder holds nothing that was only on its way.
    const copy = openConnection({
      path: join(other.folder, 'site', 'backups', backup),
      readonly: true,
      cacheKiB: 1024,
      log: testLog(),
    })
    expect(copy.database.prepare(`SELECT value FROM setting WHERE key = 'name'`).pluck().get()).toBe(
      'Det gamle nettstedet',
    )
    copy.close()
    expect(
      (await readdir(join(other.folder, 'site'))).filter((name) => /incoming|outgoing/.test(name)),
    ).toEqual([])
    other = await other.restart()
    expect((await other.api.site.get({})).name).toBe('Fjordkurs')
  })

  it('goes into the own site only', async () => {
    await fill()
    await save()
    await other.api.site.open({ kind: 'sample' })
    await refusalOf(other.done(other.api.siteFile.open({ file: await token(other) })), 'siteFile.sample-open')
  })

  it.each([
    ['a text', (path: string) => writeFile(path, 'not a database at all'.repeat(20)), 'siteFile.not-a-site'],
    ['a database without the mark', withSql('PRAGMA application_id = 7'), 'siteFile.not-a-site'],
    ['a newer one', withSql(`INSERT INTO migration VALUES (9990, 'later', 0)`), 'siteFile.newer'],
    ['a newer format', withSql('PRAGMA user_version = 9'), 'siteFile.newer'],
    [
      'one with a trigger',
      withSql('CREATE TRIGGER bad AFTER INSERT ON operation BEGIN DELETE FROM promo_code; END'),
      'siteFile.damaged',
    ],
    ['one with a table too many', withSql('CREATE TABLE more (x)'), 'siteFile.damaged'],
    ['one without a table', withSql('DROP TABLE draft'), 'siteFile.damaged'],
    [
      'one whose settings are no settings',
      withSql(`UPDATE commerce_revision SET test = '{"settings":{"provider":"<script>"}}'`),
      'siteFile.damaged',
    ],
    [
      'one whose time zone is none',
      withSql(`UPDATE setting SET value = 'Mars' WHERE key = 'timeZone'`),
      'siteFile.damaged',
    ],
    [
      'one cut short',
      async (path: string) => {
        const whole = await readFile(path)
        await writeFile(path, whole.subarray(0, Math.floor(whole.length / 2)))
      },
      'siteFile.damaged',
    ],
    [
      'one with changed bytes',
      async (path: string) => {
        const whole = await readFile(path)
        whole.fill(0xa5, whole.length - 4096 * 3, whole.length - 4096)
        await writeFile(path, whole)
      },
      'siteFile.damaged',
    ],
  ] as const)('refuses %s, and changes nothing', async (_what, change, code) => {
    await fill()
    await save()
    const path = await altered(change)
    await other.api.site.update({ name: 'Urørt' })
    await refusalOf(other.done(other.api.siteFile.inspect({ file: await token(other, path) })), code)
    await refusalOf(other.done(other.api.siteFile.open({ file: await token(other, path) })), code)
    expect((await other.api.site.get({})).name).toBe('Urørt')
    expect((await other.api.history.list({ limit: 5 })).total).toBe(1)
  })

  it('of an older version is brought up to date without a place among the site’s own backups', async () => {
    const older = await newFolder()
    const steps = migrations.slice(0, -1)
    const [clock, log] = [testClock(), testLog()]
    const store = await openStore({ folder: older, clock, log, migrations: steps })
    const settings = { name: 'Eldre', timeZone: 'Europe/Oslo', timeZoneConfirmed: true, recipientLimit: 1000 }
    await store.writer.transaction('test', (tx) => writeSiteSettings(tx.settings, settings))
    await store.close()
    const whole = openConnection({ path: store.path, readonly: false, cacheKiB: 1024, log })
    whole.database.prepare('VACUUM INTO ?').run(file())
    whole.close()
    becomeSaved(file(), clock.now())
    await rm(older, { recursive: true, force: true })
    const { site, backup } = await other.done(other.api.siteFile.open({ file: await token(other) }))
    expect(site.name).toBe('Eldre')
    expect(await readdir(join(other.folder, 'site', 'backups'))).toEqual([backup])
  })

  it('can take the place of the site it came from, back and forth', async () => {
    await fill()
    await save()
    await backend.api.commerce.update({
      service: 'events',
      base: 1,
      content: contentFor('express-checkout-ca'),
      passwords: [],
    })
    await backend.done(backend.api.siteFile.open({ file: await token(backend) }))
    const events = await backend.api.commerce.get({ service: 'events' })
    expect(events.test.content.settings.provider).toBe('payflow-pro')
    // The box was created again: a password can be set again at once.
    await backend.api.commerce.update({
      service: 'events',
      base: 1,
      content: contentFor('payflow-pro'),
      passwords: [{ provider: 'payflow-pro', password: 'once more' }],
    })
    expect(await backend.api.secrets.state({})).toMatchObject({ seal: 'keychain', passwords: 1 })
  })
})
