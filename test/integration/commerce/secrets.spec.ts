import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as XLSX from 'xlsx'
import { columnSchema } from '#shared/contract/report.ts'
import { logFile } from '#backend/kernel/log-file.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain, type TestKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { loopbackSettings } from '../../support/mail/mail-site.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { everyFile, written } from '../../support/search-files.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const PASSWORD = 'Zyx987-hemmelig-passord'
const FIRST = 'fjorden er blank i morgensolen'
const SECOND = 'måkene skriker over brygga igjen'

let backend: TestBackend
let keychain: TestKeychain
beforeEach(() => void (keychain = testKeychain()))
afterEach(() => backend.stop())

const withKeychain = () => startTestBackend({ parts: { keychain } })
const state = () => backend.api.secrets.state({})

async function store(password = PASSWORD, base = 0) {
  return await backend.api.commerce.update({
    service: 'events',
    base,
    content: contentFor('payflow-pro'),
    passwords: [{ provider: 'payflow-pro', password }],
  })
}

/** A report as .csv and as .xlsx; what a workbook holds is packed, so its cells are written out beside it. */
async function exportReports(folder: string): Promise<void> {
  const { api } = backend
  await createCodes(backend, creationOf({}, 3))
  const { resultSet, ranges } = await pickAll(backend)
  for (const format of ['csv', 'xlsx'] as const) {
    const { token } = backend.backend.files.registerWrite(join(folder, `report.${format}`))
    await backend.done(
      api.report.export({
        picked: { resultSet, ranges },
        columns: columnSchema.options,
        target: token,
        format,
        language: 'nb',
      }),
    )
  }
  const book = XLSX.read(await readFile(join(folder, 'report.xlsx')))
  await writeFile(join(folder, 'report-cells.txt'), JSON.stringify(book.Sheets))
}

const isSet = async () =>
  (await backend.api.commerce.get({ service: 'events' })).test.passwords.some(({ set }) => set)

describe('with a keychain', () => {
  it('seals without asking, once a run, and answers with no password', async () => {
    backend = await withKeychain()
    expect(await state()).toEqual({
      seal: null,
      locked: false,
      keychain: true,
      keychainProblem: null,
      passwords: 0,
    })
    const settings = await store()
    expect(JSON.stringify(settings)).not.toContain(PASSWORD)
    expect(settings.test.passwords[0]).toMatchObject({ set: true, setAt: '2026-11-23T11:00:00.000Z' })
    expect(await state()).toEqual({
      seal: 'keychain',
      locked: false,
      keychain: true,
      keychainProblem: null,
      passwords: 1,
    })
    await store('another one', 1)
    expect(keychain.asked).toEqual({ seal: 1, unseal: 0 })
    // The one that was replaced is gone.
    expect((await state()).passwords).toBe(1)

    backend = await backend.restart()
    await store('a third', 2)
    await store('a fourth', 3)
    expect(keychain.asked).toEqual({ seal: 1, unseal: 1 })
  })

  it('locks until it is unlocked', async () => {
    backend = await withKeychain()
    await store()
    expect(await backend.api.secrets.lock({})).toMatchObject({ locked: true })
    await refusalOf(store('other', 1), 'secrets.locked')
    expect(await isSet()).toBe(true)
    expect(await backend.api.secrets.unlock({})).toMatchObject({ locked: false })
    await store('other', 1)
  })

  it('that is gone, refuses, and what was sealed can be given up', async () => {
    backend = await withKeychain()
    await store()
    keychain.setAvailable(false)
    backend = await backend.restart()
    expect(await state()).toEqual({
      seal: 'keychain',
      locked: true,
      keychain: false,
      keychainProblem: 'missing',
      passwords: 1,
    })
    await refusalOf(backend.api.secrets.unlock({}), 'secrets.keychain-unavailable')
    await refusalOf(store('other', 1), 'secrets.locked')
    await refusalOf(backend.api.secrets.forget({ expect: 2 }), 'secrets.count-moved')
    expect(await backend.api.secrets.forget({ expect: 1 })).toEqual({
      operationId: 2,
      forgotten: 1,
      state: { seal: null, locked: false, keychain: false, keychainProblem: null, passwords: 0 },
    })
    expect(await isSet()).toBe(false)
    expect((await backend.api.commerce.get({ service: 'events' })).test.content).toEqual(
      contentFor('payflow-pro'),
    )
  })

  it('of another machine opens nothing, which the state says, and new passwords are protected again', async () => {
    backend = await withKeychain()
    await store()
    keychain.replace()
    backend = await backend.restart()
    const lost = { seal: 'keychain', locked: true, keychain: true, keychainProblem: 'other', passwords: 1 }
    expect(await state()).toEqual(lost)
    await refusalOf(backend.api.secrets.unlock({}), 'secrets.keychain-unavailable')
    await refusalOf(store('other', 1), 'secrets.locked')
    expect(await backend.api.secrets.lock({})).toEqual(lost)
    await backend.api.secrets.forget({ expect: 1 })
    expect(await state()).toMatchObject({ seal: null, locked: false, keychainProblem: null, passwords: 0 })
    await store('other', 1)
    expect(await state()).toMatchObject({
      seal: 'keychain',
      locked: false,
      keychainProblem: null,
      passwords: 1,
    })
    backend = await backend.restart()
    await store('and another', 2)
  })

  it('that answers again opens the passwords without being asked for it', async () => {
    backend = await withKeychain()
    await store()
    keychain.setAvailable(false)
    backend = await backend.restart()
    expect(await state()).toMatchObject({ locked: true, keychainProblem: 'missing' })
    keychain.setAvailable(true)
    expect(await state()).toMatchObject({ locked: false, keychainProblem: null })
    expect(await state()).toMatchObject({ locked: false })
    // Trying shows it once; the key is not kept in memory for that.
    expect(keychain.asked).toEqual({ seal: 1, unseal: 1 })
  })

  it('is not asked while the passwords are locked', async () => {
    backend = await withKeychain()
    await store()
    backend = await backend.restart()
    expect(await backend.api.secrets.lock({})).toMatchObject({ locked: true, keychainProblem: null })
    expect(keychain.asked.unseal).toBe(0)
    expect(await backend.api.secrets.unlock({})).toMatchObject({ locked: false })
    expect(keychain.asked.unseal).toBe(1)
  })

  it('that is gone stops nobody where it protects no password any more', async () => {
    backend = await withKeychain()
    const connection = { ...loopbackSettings(25), userName: 'kurs' }
    await backend.api.mail.saveSettings({ ...connection, password: PASSWORD })
    await backend.api.mail.saveSettings({ ...connection, password: null })
    keychain.replace()
    backend = await backend.restart()
    expect(await state()).toMatchObject({ seal: null, locked: false, keychainProblem: null, passwords: 0 })
    await backend.api.mail.saveSettings({ ...connection, password: PASSWORD })
    expect(await state()).toMatchObject({ seal: 'keychain', locked: false, passwords: 1 })
  })

  it('gives way to a passphrase, under which everything is encrypted again', async () => {
    backend = await withKeychain()
    await store()
    await backend.api.secrets.setPassphrase({ passphrase: FIRST })
    keychain.replace()
    backend = await backend.restart()
    expect(await state()).toMatchObject({ seal: 'passphrase', locked: true, passwords: 1 })
    expect(await backend.api.secrets.unlock({ passphrase: FIRST })).toMatchObject({ locked: false })
  })
})

describe('with a passphrase', () => {
  it('stores nothing before one is chosen', async () => {
    backend = await startTestBackend()
    await refusalOf(store(), 'secrets.unprotected')
    expect((await backend.api.commerce.get({ service: 'events' })).test.revision).toBe(0)
    await refusalOf(backend.call('secrets.setPassphrase', { passphrase: 'short' }), 'input.invalid')
  })

  it('is unlocked once a run, by the right one', async () => {
    backend = await startTestBackend()
    await backend.api.secrets.setPassphrase({ passphrase: FIRST })
    await store()
    backend = await backend.restart()
    expect(await state()).toEqual({
      seal: 'passphrase',
      locked: true,
      keychain: false,
      keychainProblem: null,
      passwords: 1,
    })
    await refusalOf(store('other', 1), 'secrets.locked')
    await refusalOf(
      backend.api.secrets.unlock({ passphrase: FIRST.toUpperCase() }),
      'secrets.wrong-passphrase',
    )
    await refusalOf(backend.api.secrets.unlock({}), 'secrets.locked')
    await backend.api.secrets.unlock({ passphrase: FIRST })
    await store('other', 1)
    await refusalOf(backend.api.secrets.setPassphrase({ passphrase: SECOND }), 'secrets.has-passphrase')
  })

  it('is changed with everything encrypted again, and the old one opens nothing', async () => {
    backend = await startTestBackend()
    await backend.api.secrets.setPassphrase({ passphrase: FIRST })
    await store()
    const before = await sealed()
    await refusalOf(
      backend.api.secrets.changePassphrase({ current: SECOND, next: SECOND }),
      'secrets.wrong-passphrase',
    )
    expect(await sealed()).toEqual(before)
    await backend.api.secrets.changePassphrase({ current: FIRST, next: SECOND })
    expect((await sealed()).map(({ name }) => name)).toEqual(before.map(({ name }) => name))
    expect((await sealed())[0]?.sealed).not.toBe(before[0]?.sealed)
    backend = await backend.restart()
    await refusalOf(backend.api.secrets.unlock({ passphrase: FIRST }), 'secrets.wrong-passphrase')
    await backend.api.secrets.unlock({ passphrase: SECOND })
    const { operations } = await backend.api.history.list({ limit: 1 })
    expect(operations[0]?.details).toEqual({
      kind: 'protect-secrets',
      action: 'change-passphrase',
      passwords: 1,
    })
  })

  it('that is lost, loses the passwords and nothing else', async () => {
    backend = await startTestBackend()
    await backend.api.secrets.setPassphrase({ passphrase: FIRST })
    await store()
    backend = await backend.restart()
    const before = await backend.api.commerce.get({ service: 'events' })
    await backend.api.secrets.forget({ expect: 1 })
    const after = await backend.api.commerce.get({ service: 'events' })
    expect(after.test.content).toEqual(before.test.content)
    expect(after.test.revision).toBe(before.test.revision)
    expect(await isSet()).toBe(false)
    expect(backend.eventsOf('secrets.onChanged').at(-1)).toMatchObject({ seal: null, passwords: 0 })
    await backend.api.secrets.setPassphrase({ passphrase: SECOND })
    await store('again', 1)
    expect(await isSet()).toBe(true)
  })
})

const sealed = async () => {
  const path = join(backend.folder, 'site', 'site.sqlite')
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
  const rows = connection.database.prepare('SELECT name, sealed FROM secret ORDER BY name').all()
  connection.close()
  return rows as { name: string; sealed: string }[]
}

describe('what is stored', () => {
  it.each([
    ['a passphrase', false],
    ['the keychain', true],
  ])('holds no password and no passphrase anywhere, protected by %s', async (_by, byKeychain) => {
    const folder = await newFolder()
    const log = logFile({ folder: join(folder, 'logs'), name: 'backend', clock: testClock() })
    backend = await startTestBackend({ folder, parts: { log, ...(byKeychain && { keychain }) } })
    const { api } = backend
    if (!byKeychain) await api.secrets.setPassphrase({ passphrase: FIRST })
    await store()
    await store(`${PASSWORD}-2`, 1)
    await api.commerce
      .update({
        service: 'events',
        base: 0,
        content: contentFor('payflow-pro', 'meanwhile'),
        passwords: [{ provider: 'payflow-pro', password: `${PASSWORD}-3` }],
      })
      .catch(() => undefined)
    await backend
      .call('drafts.save', { key: 'commerce.events', content: { password: PASSWORD } })
      .catch(() => undefined)
    if (!byKeychain) {
      await api.secrets.unlock({ passphrase: `${SECOND} feil` }).catch(() => undefined)
      await api.secrets.changePassphrase({ current: FIRST, next: SECOND })
    }
    await exportReports(folder)
    const file = backend.backend.files.registerWrite(join(folder, 'site.ehandel'))
    await backend.done(api.siteFile.save({ file: file.token }))
    const back = await backend.backend.files.registerRead(join(folder, 'site.ehandel'))
    // While the write-ahead log is there, and again once a backup and a replaced site lie beside it.
    const before = await everyFile(folder)
    await backend.done(api.siteFile.open({ file: back.token }))
    const files = [...before, ...(await everyFile(folder))]

    const names = files.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'site.sqlite',
        'site.sqlite-wal',
        'backend.log',
        'site.ehandel',
        'report.csv',
        'report-cells.txt',
      ]),
    )
    expect(names.some((name) => name.includes('before-opening-a-file'))).toBe(true)
    expect(files.find(({ name }) => name === 'site.sqlite-wal')?.bytes.includes('oystein@example.com')).toBe(
      true,
    )
    for (const text of [PASSWORD, FIRST, SECOND])
      for (const form of written(text))
        expect(files.filter(({ bytes }) => bytes.includes(form)).map(({ name }) => name)).toEqual([])
    expect(JSON.stringify(backend.events)).not.toContain(PASSWORD)
  })

  it('does not open under another name', async () => {
    backend = await withKeychain()
    await store()
    const site = join(backend.folder, 'site', 'site.sqlite')
    const [first] = await sealed()
    const connection = openConnection({ path: site, readonly: false, cacheKiB: 1024, log: testLog() })
    const { database } = connection
    database.pragma('busy_timeout = 0')
    database.pragma('foreign_keys = OFF')
    const rename = database.transaction(() => {
      database.prepare(`UPDATE secret SET name = ?`).run(`${first?.name}x`)
      database.prepare(`UPDATE commerce_password SET secret = ?`).run(`${first?.name}x`)
    })
    // The backend runs in this thread, and may be writing itself: waiting in SQLite would keep it from finishing.
    await vi.waitFor(() => rename.immediate(), 10_000)
    connection.close()
    // Encrypting again opens each one: a secret that was moved is found out, and nothing is changed.
    await refusalOf(backend.api.secrets.setPassphrase({ passphrase: FIRST }), 'internal')
    expect(await state()).toMatchObject({ seal: 'keychain', passwords: 1 })
  })
})
