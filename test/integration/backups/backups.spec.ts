import { existsSync } from 'node:fs'
import { copyFile, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Repeat } from '#backend/areas/backups/backups.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { loopbackSettings } from '../../support/mail/mail-site.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { until } from '../../support/condition.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
/** What the product does a while after the start and every hour. */
let check: () => Promise<void>
const shown: string[] = []
const keychain = testKeychain()
const repeat: Repeat = (work) => {
  check = work
  return () => undefined
}
const parts = { keychain, backups: { repeat, showFile: async (path: string) => shown.push(path) > 0 } }
beforeEach(async () => {
  shown.length = 0
  backend = await startTestBackend({ parts })
})
afterEach(() => backend.stop())

const named = (name: string) => backend.api.site.update({ name })
const name = async () => (await backend.api.site.get({})).name
const list = () => backend.api.backups.list({})
const own = (file = '') => join(backend.folder, 'site', file)
const files = async () => (await readdir(own('backups')).catch(() => [])).sort()
const restore = async (id: string) => await backend.done(backend.api.backups.restore({ id }))
const newest = async () => {
  const [found] = (await list()).backups
  if (!found) throw new Error('there is no backup')
  return found
}

describe('a backup on a day on which something changed', () => {
  it('is made once, says what is in it, and leaves nothing else in its folder', async () => {
    await named('Fjordkurs')
    await check()
    await check()
    expect(await files()).toEqual(['2026-11-23T11-00-00Z-daily.sqlite'])
    expect(await newest()).toMatchObject({
      at: '2026-11-23T11:00:00.000Z',
      reason: 'daily',
      isRaw: false,
      verified: true,
      holdsPasswords: false,
      isRemovable: true,
      place: 'own',
      problem: null,
      content: {
        name: 'Fjordkurs',
        appVersion: '0.1.0',
        dataVersion: migrations.at(-1)?.number,
        counts: { codes: 0, operations: 1, messages: 0, payments: 0 },
      },
    })
    expect(await list()).toMatchObject({ next: '2026-11-24', changed: false, last: { error: null } })
  })

  it('is not made where nothing changed, also after a restart', async () => {
    await named('Fjordkurs')
    await check()
    for (const day of ['24', '25', '26']) {
      backend.clock.set(`2026-11-${day}T11:00:00Z`)
      if (day === '26') backend = await backend.restart()
      await check()
    }
    expect(await files()).toEqual(['2026-11-23T11-00-00Z-daily.sqlite'])
    await named('Endret')
    await check()
    expect(await files()).toHaveLength(2)
  })

  it('is made by a clock that was set back, which removes no other one', async () => {
    for (const day of ['20', '21', '22', '23']) {
      backend.clock.set(`2026-11-${day}T11:00:00Z`)
      await named(`Dag ${day}`)
      await check()
    }
    const before = await files()
    backend.clock.set('2026-11-21T08:00:00Z')
    await named('Klokken er stilt')
    await check()
    expect(await files()).toEqual([...before, '2026-11-21T08-00-00Z-daily.sqlite'].sort())
    await named('Samme dag')
    await check()
    expect(await files()).toHaveLength(5)
    backend.clock.set('2026-11-23T12:00:00Z')
    await named('Klokken er rett')
    await check()
    expect((await files()).at(-1)).toBe('2026-11-23T12-00-00Z-daily.sqlite')
  })

  it('is not of the sample site', async () => {
    await backend.api.site.open({ kind: 'sample' })
    await check()
    await refusalOf(backend.done(backend.api.backups.create({})), 'backups.sample-open')
    expect(await list()).toMatchObject({ backups: [], next: null, changed: null })
  })
})

describe('restoring', () => {
  it('puts everything back, with the passwords of then, and keeps the state before', async () => {
    const { api } = backend
    await named('Da')
    await api.commerce.update({
      service: 'events',
      base: 0,
      content: contentFor('payflow-pro'),
      passwords: [{ provider: 'payflow-pro', password: 'correct horse battery' }],
    })
    const before = (await api.site.get({})).id
    await api.drafts.save({ key: 'settings', content: { name: 'Da, ikke lagret' }, site: before })
    const { backup } = await backend.done(api.backups.create({}))
    expect(backup).toMatchObject({ reason: 'manual', verified: true })
    await named('Nå')
    await api.drafts.save({ key: 'settings', content: { name: 'Nå, ikke lagret' }, site: before })
    const { site, kept, operationId } = await restore(backup.id)
    expect(site.name).toBe('Da')
    // What a window still has in its forms is of the site before.
    expect(site.id).not.toBe(before)
    await refusalOf(
      backend.call('drafts.save', { key: 'settings', content: 'x', site: before }),
      'drafts.other-site',
    )
    expect(await api.drafts.get({ key: 'settings' })).toMatchObject({ content: { name: 'Da, ikke lagret' } })
    expect(await api.secrets.state({})).toMatchObject({ seal: 'keychain', passwords: 1, locked: false })
    const { operations } = await api.history.list({ limit: 5 })
    expect(operations.map(({ details }) => details.kind)).toEqual([
      'restore-backup',
      'update-settings',
      'change-settings',
    ])
    expect(operations[0]).toMatchObject({ id: operationId, details: { madeAt: backup.at, reason: 'manual' } })
    expect((await readdir(own())).filter((file) => /incoming|previous/.test(file))).toEqual([])

    const back = (await list()).backups.find(({ file }) => file === kept)
    expect(back).toMatchObject({ reason: 'restore', verified: true, content: { name: 'Nå' } })
    await restore(back?.id ?? '')
    expect(await name()).toBe('Nå')
    backend = await backend.restart()
    expect(await name()).toBe('Nå')
  })

  it('is refused for one that is damaged, newer or gone, and changes nothing', async () => {
    await named('Da')
    const { backup } = await backend.done(backend.api.backups.create({}))
    await named('Nå')
    const path = own(join('backups', backup.file))
    const sound = await readFile(path)
    const damaged = Buffer.from(sound)
    damaged.fill(0xa5, damaged.length / 2, damaged.length / 2 + 4096)
    await writeFile(path, damaged)
    await refusalOf(restore(backup.id), 'backups.damaged')
    await writeFile(path, 'not a database '.repeat(1000))
    await refusalOf(restore(backup.id), 'backups.damaged')
    expect(await newest()).toMatchObject({ problem: 'damaged', verified: false, content: null })
    await rm(path)
    await refusalOf(restore(backup.id), 'backups.unknown')
    expect(await name()).toBe('Nå')
    expect(await files()).toEqual([])
  })

  it('takes what earlier versions made, before a migration and before a site file', async () => {
    const older = await newFolder()
    const clock = testClock()
    const store = await openStore({
      folder: older,
      clock,
      log: testLog(),
      migrations: migrations.filter(({ number }) => number <= 130),
    })
    await store.writer.transaction('test', (tx) =>
      tx.settings.write({ name: 'Det gamle nettstedet', timeZone: 'Europe/Oslo' }),
    )
    // As earlier versions copied it: in the mode of a database in use, without a word about itself.
    await store.close()
    await named('Nå')
    await backend.done(backend.api.backups.create({}))
    const names = [
      '2026-10-01T08-00-00Z-before-0140.sqlite',
      '2026-10-02T08-00-00Z-before-opening-a-file.sqlite',
    ]
    for (const one of names) await copyFile(join(older, 'site.sqlite'), own(join('backups', one)))
    const before = await files()
    const { backups } = await list()
    expect(
      backups
        .slice(1)
        .map(({ reason, migration, verified, problem, content }) => [
          reason,
          migration,
          verified,
          problem,
          content?.name,
        ]),
    ).toEqual([
      ['site-file', null, false, null, 'Det gamle nettstedet'],
      ['migration', 140, false, null, 'Det gamle nettstedet'],
    ])
    expect(await files()).toEqual(before)
    for (const { id } of backups.slice(1)) {
      expect((await restore(id)).site.name).toBe('Det gamle nettstedet')
      await named('Nå')
    }
    await rm(older, { recursive: true, force: true })
  })
})

describe('the folder', () => {
  it('can be another one, and what is in both is listed', async () => {
    const chosen = await newFolder()
    await named('Fjordkurs')
    await check()
    const { token } = backend.backend.files.registerWrite(chosen)
    const { folder } = await backend.api.backups.setFolder({ folder: token })
    expect(folder).toMatchObject({ problem: null, isReadable: true })
    expect(JSON.stringify(await list())).not.toContain(chosen)
    await named('Endret')
    const { backup } = await backend.done(backend.api.backups.create({}))
    expect(backup.place).toBe('chosen')
    expect(await files()).toHaveLength(1)
    const { backups } = await list()
    expect(backups.map(({ place }) => place).sort()).toEqual(['chosen', 'own'])
    await backend.api.backups.show({ id: backup.id })
    await backend.api.backups.show({ id: null })
    expect(shown).toEqual([expect.stringContaining(backup.file), chosen])
    await restore(backups.find(({ place }) => place === 'own')?.id ?? '')
    expect(await name()).toBe('Fjordkurs')

    // A drive that is not there: the site's own folder, and a word about it.
    await rm(chosen, { recursive: true })
    backend.clock.set('2026-11-24T11:00:00Z')
    await named('Uten disken')
    await check()
    expect((await newest()).place).toBe('own')
    expect(await list()).toMatchObject({
      folder: {
        problem: { code: 'backups.folder-unusable', details: { reason: 'gone' } },
        isReadable: false,
      },
      // For scripts in words too, as every other error.
      last: { error: { code: 'backups.folder-unusable', message: expect.stringContaining(' ') } },
    })
    await backend.api.backups.setFolder({ folder: null })
    expect((await list()).folder).toMatchObject({ chosen: null, problem: null })
  })

  it('is that of the start, where it says one', async () => {
    const chosen = await newFolder()
    await backend.stop()
    backend = await startTestBackend({ parts: { ...parts, backups: { ...parts.backups, folder: chosen } } })
    const { backup } = await backend.done(backend.api.backups.create({}))
    expect(backup.place).toBe('chosen')
    await rm(chosen, { recursive: true })
    backend = await backend.restart()
    await until('the folder is missed', async () => (await list()).last?.error != null)
    expect(await list()).toMatchObject({ last: { error: { code: 'backups.folder-unusable' } } })
  })

  it('is refused where it cannot be written', async () => {
    const file = join(backend.folder, 'a-file')
    await writeFile(file, '')
    const { token } = backend.backend.files.registerWrite(file)
    await refusalOf(backend.api.backups.setFolder({ folder: token }), 'backups.folder-unusable')
  })
})

describe('while a backup is made', () => {
  beforeEach(async () => {
    await createCodes(backend, creationOf({}, 40_000))
  })

  it('others read and write, and it holds one state of the site', async () => {
    const { operations: before } = await backend.api.history.list({ limit: 1 })
    const ended: string[] = []
    const making = backend.done(backend.api.backups.create({})).then(({ backup }) => {
      ended.push('backup')
      return backup
    })
    for (let change = 0; !ended.includes('backup'); change += 1) {
      await named(`Endring ${change}`)
      await list()
      ended.push('change')
    }
    const { content } = await making
    expect(ended.indexOf('backup')).toBeGreaterThan(1)
    expect(content?.counts.codes).toBe(40_000)
    // So many operations as there were at one moment, whatever came while pages were copied.
    const changes = (content?.counts.operations ?? 0) - (before[0]?.id ?? 0)
    expect(content?.name).toBe(changes === 0 ? '' : `Endring ${changes - 1}`)
  })

  it('the program can be closed, which leaves no half file', async () => {
    backend.done(backend.api.backups.create({})).catch(() => undefined)
    backend = await backend.restart()
    expect((await files()).filter((file) => !file.endsWith('.sqlite'))).toEqual([])
    expect((await list()).backups.every(({ verified }) => verified)).toBe(true)
    const { backup } = await backend.done(backend.api.backups.create({}))
    expect(backup.content?.counts.codes).toBe(40_000)
  })
})

describe('without an open site', () => {
  const lose = async (how: 'deleted' | 'damaged' | 'empty') => {
    const path = own('site.sqlite')
    if (how === 'deleted') return await rm(path)
    await writeFile(path, how === 'empty' ? '' : Buffer.concat([Buffer.alloc(4096, 7), await readFile(path)]))
  }

  it.each(['deleted', 'damaged', 'empty'] as const)('backups are listed and restored: %s', async (how) => {
    await named('Da')
    await check()
    await named('Nå')
    await backend.backend.close()
    await lose(how)
    backend = await startTestBackend({ folder: backend.folder, parts, clock: backend.clock })
    const { backups, present, next } = await list()
    expect({ backups: backups.length, present, next }).toEqual({ backups: 1, present: null, next: null })
    const { site, kept } = await restore(backups[0]?.id ?? '')
    expect(site.name).toBe('Da')
    const before = (await list()).backups.find(({ file }) => file === kept)
    if (how === 'damaged') expect(before).toMatchObject({ isRaw: true, verified: false, problem: 'damaged' })
    else expect(kept).toBeNull()
    await named('Videre')
    backend = await backend.restart()
    expect(await name()).toBe('Videre')
  })

  it('none is made where only a chosen folder still has backups', async () => {
    const chosen = await newFolder()
    const { token } = backend.backend.files.registerWrite(chosen)
    await backend.api.backups.setFolder({ folder: token })
    await named('Da')
    await check()
    await backend.backend.close()
    await rm(own('site.sqlite'))
    backend = await startTestBackend({ folder: backend.folder, parts, clock: backend.clock })
    await refusalOf(backend.api.site.get({}), 'storage.missing')
    await restore((await newest()).id)
    expect(await name()).toBe('Da')
    await rm(chosen, { recursive: true })
  })
})

it('older ones are removed once another one is made, and those of another program are left', async () => {
  await backend.api.secrets.setPassphrase({ passphrase: 'fjorden er blank i morgensolen' })
  await backend.api.mail.saveSettings({ ...loopbackSettings(25), userName: 'kurs', password: 'hemmelig' })
  const { backup: old } = await backend.done(backend.api.backups.create({}))
  expect(old).toMatchObject({ holdsPasswords: true, isRemovable: true })
  await writeFile(join(backend.folder, 'site', 'backups', 'somebody.sqlite'), 'else')
  const others = (await backend.api.backups.list({})).backups.find(({ reason }) => reason === 'other')
  await refusalOf(
    backend.done(backend.api.backups.remove({ ids: [old.id, others?.id ?? ''] })),
    'backups.not-removable',
  )
  await refusalOf(backend.done(backend.api.backups.remove({ ids: [`${old.id}x`] })), 'backups.unknown')
  await backend.api.secrets.forget({ expect: 1 })
  backend.clock.advance(1000)
  const { backup, removed } = await backend.done(backend.api.backups.remove({ ids: [old.id] }))
  expect(removed).toBe(1)
  expect(backup).toMatchObject({ holdsPasswords: false, verified: true })
  const left = (await backend.api.backups.list({})).backups.map(({ id }) => id)
  expect(left).toContain(backup.id)
  expect(left).not.toContain(old.id)
  expect(left).toContain(others?.id)
})

it('is copied into a file that a person chose', async () => {
  await named('Fjordkurs')
  const { backup } = await backend.done(backend.api.backups.create({}))
  const to = join(backend.folder, 'copy.sqlite')
  const { token } = backend.backend.files.registerWrite(to)
  const { bytes } = await backend.done(backend.api.backups.save({ id: backup.id, file: token }))
  expect(bytes).toBe(backup.bytes)
  expect(await readFile(to)).toEqual(await readFile(own(join('backups', backup.file))))
})

it.runIf(process.platform === 'linux')('says which file cannot be read where a copy fails', async () => {
  await named('Fjordkurs')
  await backend.done(backend.api.backups.create({}))
  const to = join(backend.folder, 'copy.sqlite')
  const { token } = backend.backend.files.registerWrite(to)
  // A file that is there and can be opened, but not read.
  await symlink('/proc/self/mem', own('backups/2026-11-20T11-00-00Z-manual.sqlite'))
  const broken = (await list()).backups.find(({ file }) => file.startsWith('2026-11-20'))
  await refusalOf(
    backend.done(backend.api.backups.save({ id: broken?.id ?? '', file: token })),
    'backups.unreadable',
  )
  expect(existsSync(to)).toBe(false)
})
