import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../fixtures.ts'
import { root } from '../support/root.ts'

const run = promisify(execFile)

test('npm run example does the main job, prints each step and ends', async () => {
  const { stdout } = await run('npm', ['run', '--silent', 'example'], { cwd: root })
  const year = new Date().getFullYear() + 1
  const steps = stdout.split('\n').map((line) => line.replace(/ +/g, ' '))
  const folder = /are in (\S+)/.exec(stdout)?.[1] ?? ''
  expect(steps).toEqual([
    `Read 1000 recipients from ${join(root, 'test/fixtures/recipients/1000-recipients.xlsx')} (0 rows rejected)`,
    `Created 1000 codes, 25% off, valid until ${year}-06-30`,
    `Extended 200 codes until ${year}-12-31`,
    'Deleted 50 codes',
    `Exported 1000 rows to ${join(folder, 'report.xlsx')}`,
    `Exported 1000 rows to ${join(folder, 'report.csv')}`,
    '',
    `The files and the site with these codes are in ${folder}`,
    '',
  ])

  const lines = (await readFile(join(folder, 'report.csv'), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(1001)
  expect(lines.filter((line) => line.endsWith(',Deleted'))).toHaveLength(50)
  expect(lines[0]).toBe('\ufeffCode,Recipient name,Email,Discount,Used,Limit,Expiration date,Status')
  await rm(folder, { recursive: true, force: true })
})
