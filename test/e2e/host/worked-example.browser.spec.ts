import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../fixtures.ts'
import { startHost } from '../support/browser-driver.ts'
import { root } from '../support/root.ts'

const run = promisify(execFile)

test('the README’s worked example does what the README says', async ({ dataFolder }) => {
  const { host, url } = await startHost(dataFolder)
  const target = join(dataFolder, 'codes.csv')
  const recipients = join(root, 'test/fixtures/recipients/1000-recipients.xlsx')
  const { stdout } = await run(process.execPath, [
    join(root, 'docs/create-codes.mjs'),
    url,
    recipients,
    target,
  ])
  expect(stdout.trim()).toBe(`2000 codes for 1000 recipients, 0 rows left out; ${target}`)
  const lines = (await readFile(target, 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2001)
  expect(lines[0]).toBe('\ufeffCode,Recipient name,E-mail,Discount,Expires,Status')
  expect(await readFile(join(root, 'README.md'), 'utf8')).toContain(
    '2000 codes for 1000 recipients, 0 rows left out',
  )
  host.kill('SIGTERM')
  await expect.poll(() => host.exitCode).toBe(0)
})
