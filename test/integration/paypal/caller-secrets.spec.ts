import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { testLog } from '../../support/parts.ts'
import { decideGrant } from '../../support/paypal/at-paypal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

const service = 'events' as const
const provider = 'express-checkout-us' as const
const [PASSWORD, SIGNATURE] = ['Zebra-passord-71', 'Zebra-signatur-93']
const caller = { mode: 'test', userName: 'api.example', applicationId: 'APP-1' } as const

async function setApiAccount() {
  await backend.api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
  await backend.api.paypal.setApiAccount({ ...caller, password: PASSWORD, signature: SIGNATURE })
}
const check = () => {
  const content = contentFor(provider)
  const account = accountOf(content.accounts, provider)
  const options = optionsOf(content.settings, provider)
  return backend.done(backend.api.paypal.check({ service, mode: 'test', provider, account, options }))
}

it('no password or signature of the API account is in a file, an event or the log', async () => {
  await setApiAccount()
  await backend.api.commerce.update({ service, base: 0, content: contentFor(provider), passwords: [] })
  await check()
  const place = { service, mode: 'test', provider, account: 'test@fjordkurs.example' } as const
  const { grantId, url } = await backend.api.paypal.startGrant(place)
  await decideGrant(url, 'grant')
  await backend.done(backend.api.paypal.awaitGrant({ grantId }))
  const files = await readdir(backend.folder, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(
    files.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  )
  expect(contents.length).toBeGreaterThan(0)
  for (const secret of [PASSWORD, SIGNATURE])
    for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64').slice(0, -3),
        Buffer.from(secret).toString('hex'),
      ])
        expect(contents.some((bytes) => bytes.includes(Buffer.from(form, encoding)))).toBe(false)
    }
  const answer = JSON.stringify([backend.events, backend.log.lines])
  expect(answer).not.toMatch(/Zebra/)
  expect(answer).not.toContain(new URL(url).searchParams.get('request_token'))
})

it('asks for the passphrase where the secrets are locked, and changes nothing', async () => {
  await backend.api.commerce.update({ service, base: 0, content: contentFor(provider), passwords: [] })
  await refusalOf(
    backend.api.paypal.setApiAccount({ ...caller, password: 'p', signature: 's' }),
    'secrets.unprotected',
  )
  await setApiAccount()
  await backend.api.secrets.lock({})
  await refusalOf(check(), 'secrets.locked')
  await refusalOf(backend.api.paypal.setApiAccount({ ...caller, password: 'p' }), 'secrets.locked')
  await backend.api.secrets.unlock({ passphrase: 'hest batteri stift' })
  expect(await check()).toMatchObject({ good: true })
})

it('refuses in the database itself a check of a test at the live host', async () => {
  // What it writes of itself after its start would lock the database.
  await backend.backend.close()
  const path = join(backend.folder, 'site/site.sqlite')
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const insert = (mode: string, destination: string) => () =>
    connection.database.exec(
      `INSERT INTO account_check VALUES ('${mode}', 'payflow-pro', '${destination}', '[]', 0, 1, NULL, '[]')`,
    )
  try {
    expect(insert('test', 'live')).toThrow(/constraint/)
    expect(insert('production', 'sandbox')).toThrow(/constraint/)
    expect(insert('production', 'simulator')).toThrow(/constraint/)
    expect(insert('production', 'live')).not.toThrow()
  } finally {
    connection.close()
  }
})
