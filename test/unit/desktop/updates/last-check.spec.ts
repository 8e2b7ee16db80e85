import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptLastCheck } from '../../../../src-main/desktop/updates/last-check.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'home-'))
})
afterEach(() => rm(home, { recursive: true }))

it('is one for the windows of all sites, and for their next start', () => {
  const [one, other] = [keptLastCheck(home), keptLastCheck(home)]
  expect(one.lastCheck).toBe(null)
  one.lastCheck = 1000
  expect(other.lastCheck).toBe(1000)
  other.lastCheck = 2000
  expect(one.lastCheck).toBe(2000)
  expect(keptLastCheck(home).lastCheck).toBe(2000)
})

it('is known to this window where it cannot be kept', () => {
  const last = keptLastCheck(join(home, 'update-check', 'nowhere'))
  keptLastCheck(home).lastCheck = 1
  last.lastCheck = 1000
  expect(last.lastCheck).toBe(1000)
})

it.each(['', 'soon', '1e999'])('counts as never where the file says “%s”', async (text) => {
  await writeFile(join(home, 'update-check'), text)
  expect(keptLastCheck(home).lastCheck).toBe(null)
})
