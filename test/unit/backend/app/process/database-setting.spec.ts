import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseProblem } from '#shared/contract/error-codes.ts'
import { namesDatabase, readDatabase, takeDatabase } from '#backend/app/process/database-setting.ts'

const read = (address: string, password?: string) =>
  readDatabase({ ECOMMERCE_ADMIN_DATABASE: address, ECOMMERCE_ADMIN_DATABASE_PASSWORD: password })

let folder: string
const issuer = () => join(folder, 'issuer.pem')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-setting-'))
  const certificate = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const files = ['-keyout', join(folder, 'key.pem'), '-out', issuer()]
  execFileSync('openssl', ['req', ...certificate, ...files, '-subj', '/CN=issuer'], { stdio: 'ignore' })
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the address of a database', () => {
  it('is none where nothing names one', () => {
    for (const env of [{}, { ECOMMERCE_ADMIN_DATABASE: ' ' }, { ECOMMERCE_ADMIN_DATABASE_PASSWORD: 'x' }]) {
      expect(readDatabase(env)).toBeNull()
      expect(namesDatabase(env)).toBe(false)
    }
  })

  it('names server, database and user, whose certificate is checked', () => {
    expect(read('postgresql://kari@db.example.com/codes', 'secret')).toEqual({
      host: 'db.example.com',
      port: 5432,
      database: 'codes',
      user: 'kari',
      password: 'secret',
      tls: {},
    })
    expect(read('postgres://kari@[2001:db8::1]:6543/codes?sslmode=verify-full', 'secret')).toMatchObject({
      host: '2001:db8::1',
      port: 6543,
      tls: {},
    })
  })

  it('takes the password from its own variable first, and what is encoded in the address', () => {
    expect(read('postgresql://k%40ri:p%2Fss@db/my%20codes')).toMatchObject({
      user: 'k@ri',
      password: 'p/ss',
      database: 'my codes',
    })
    expect(read('postgresql://kari:old@db/codes', 'new')?.password).toBe('new')
  })

  it('takes a file with the certificate of the issuer', () => {
    const address = `postgresql://kari@db/codes?sslrootcert=${encodeURIComponent(issuer())}`
    expect(read(address, 'x')?.tls).toEqual({ ca: readFileSync(issuer(), 'utf8') })
  })

  it('goes without TLS on this computer only', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(read(`postgresql://kari@${host}/codes?sslmode=disable`, 'x')?.tls).toBe(false)
  })

  it.each<[DatabaseProblem, string, string?]>([
    ['not-an-address', 'db.example.com'],
    ['not-an-address', 'mysql://kari:x@db/codes'],
    ['not-an-address', 'postgresql://kari:x@db/codes#more'],
    ['not-an-address', 'postgresql:///codes?host=/run/postgresql'],
    ['not-an-address', 'postgresql://kari:x@one,two/codes'],
    ['not-an-address', 'postgresql://kari:x@db:99999/codes'],
    ['not-an-address', 'postgresql://k%ari:x@db/codes'],
    ['no-user', 'postgresql://db/codes'],
    ['no-database', 'postgresql://kari:x@db'],
    ['no-database', 'postgresql://kari:x@db/codes/more'],
    ['no-password', 'postgresql://kari@db/codes'],
    ['unknown-parameter', 'postgresql://kari:x@db/codes?options=-c%20x', 'options'],
    ['unknown-tls', 'postgresql://kari:x@db/codes?sslmode=require', 'require'],
    ['tls-needed', 'postgresql://kari:x@db/codes?sslmode=disable', 'db'],
    ['no-certificate', 'postgresql://kari:x@db/codes?sslrootcert=/no/such/issuer.pem', 'issuer.pem'],
  ])('refuses one with %s: %s', (problem, address, found = '') => {
    expect(() => read(address)).toThrow(
      expect.objectContaining({ code: 'database.wrong-setting', details: { problem, found } }),
    )
  })

  it('refuses a file that is no certificate', () => {
    const file = join(folder, 'note.txt')
    writeFileSync(file, 'no certificate')
    expect(() => read(`postgresql://kari:x@db/codes?sslrootcert=${file}`)).toThrow(
      expect.objectContaining({ details: { problem: 'no-certificate', found: 'note.txt' } }),
    )
  })

  it('is removed from the environment, that of programs which are started later, also where it is wrong', () => {
    for (const address of ['postgresql://kari@db/codes', 'nonsense']) {
      const env = { ECOMMERCE_ADMIN_DATABASE: address, ECOMMERCE_ADMIN_DATABASE_PASSWORD: 'x', HOME: '/' }
      try {
        takeDatabase(env)
      } catch {
        // Looked at above.
      }
      expect(env).toEqual({ HOME: '/' })
    }
  })
})
