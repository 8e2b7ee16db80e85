import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addressOf,
  dropChoice,
  keepChoice,
  keptPassword,
  readChoice,
} from '#backend/app/sites/database-choice.ts'
import { hasChoice } from '#backend/app/sites/has-choice.ts'
import { NO_KEYCHAIN } from '#backend/areas/secrets/secrets.ts'
import { testKeychain } from '../../../support/commerce/keychain.ts'

const TARGET = {
  host: 'db.vestlia.example',
  port: 5432,
  database: 'ehandel',
  user: 'kari',
  password: 'hemmelig-42',
  tls: {},
}
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'choice-'))
})
afterEach(() => rm(folder, { recursive: true }))
const file = () => join(folder, 'database.json')
const alter = async (changes: object) => {
  const kept = JSON.parse(await readFile(file(), 'utf8')) as object
  await writeFile(file(), JSON.stringify({ ...kept, ...changes }))
}

describe('the choice of a database for the own site', () => {
  it('is none in a new folder', async () => {
    expect(hasChoice(folder)).toBe(false)
    expect(await readChoice(folder)).toBeNull()
  })

  it('is kept for this user alone until it is dropped, with a certificate where one was chosen', async () => {
    const tls = { ca: '-----BEGIN CERTIFICATE-----' }
    const choice = await keepChoice(folder, { ...TARGET, tls }, NO_KEYCHAIN)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(hasChoice(folder)).toBe(true)
    expect(await readChoice(folder)).toEqual(choice)
    const { password, ...address } = { ...TARGET, tls }
    expect(addressOf(choice)).toEqual(address)
    expect(await readFile(file(), 'utf8')).not.toContain(password)
    await dropChoice(folder)
    expect(await readChoice(folder)).toBeNull()
  })

  it('has a password where there is a keychain, for this address alone', async () => {
    const keychain = testKeychain()
    const choice = await keepChoice(folder, TARGET, keychain)
    expect(await keptPassword(choice, keychain)).toBe('hemmelig-42')
    for (const changes of [{ host: 'elsewhere.example' }, { port: 5433 }, { certificate: 'another' }])
      expect(await keptPassword({ ...choice, ...changes }, keychain)).toBeNull()
    keychain.replace()
    expect(await keptPassword(choice, keychain)).toBeNull()
    expect(await keptPassword({ ...choice, sealed: null }, keychain)).toBeNull()
  })

  it.each([
    ['a field that nobody knows', { more: 1 }],
    ['no TLS to another computer', { tls: false }],
    ['no port', { port: 0 }],
    ['several hosts', { host: 'one,two' }],
    ['a folder of sockets', { host: '/var/run/postgresql' }],
    ['what is not sealed', { sealed: 'hemmelig 42' }],
  ])('is refused with %s', async (_what, changes) => {
    await keepChoice(folder, TARGET, NO_KEYCHAIN)
    await alter(changes)
    await expect(readChoice(folder)).rejects.toMatchObject({
      code: 'database.wrong-setting',
      details: { problem: 'bad-choice', found: '' },
    })
  })

  it('is refused where it is no JSON, and is not taken for none', async () => {
    await writeFile(file(), '')
    await expect(readChoice(folder)).rejects.toMatchObject({ code: 'database.wrong-setting' })
  })
})
