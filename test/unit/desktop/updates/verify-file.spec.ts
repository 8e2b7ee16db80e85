import { createHash } from 'node:crypto'
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { updateErrorOf } from '../../../../src-main/desktop/updates/failure-of.ts'
import { UpdateError } from '../../../../src-main/desktop/updates/update-client.ts'
import { verifyFile } from '../../../../src-main/desktop/updates/verify-file.ts'

let folder: string
let file: string
const sum = createHash('sha512').update('as published').digest('base64')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'update-'))
  file = join(folder, 'update.deb')
  await writeFile(file, 'as published', { mode: 0o600 })
})
afterEach(() => rm(folder, { recursive: true }))

const why = (path = file) =>
  verifyFile(path, sum).then(
    () => 'verified',
    (error: unknown) => (error as UpdateError).why,
  )

it('accepts the file that was published', async () => {
  expect(await why()).toBe('verified')
})

it('refuses one that was changed, replaced by a link, or is gone', async () => {
  await writeFile(file, 'as published!')
  expect(await why()).toBe('damaged')
  await rm(file)
  expect(await why()).toBe('damaged')
  const other = join(folder, 'other')
  await writeFile(other, 'as published')
  await symlink(other, file)
  expect(await why()).toBe('damaged')
})

it.skipIf(process.platform === 'win32')('refuses one that others can change', async () => {
  await chmod(file, 0o666)
  expect(await why()).toBe('damaged')
  await chmod(file, 0o600)
  await chmod(folder, 0o777)
  expect(await why()).toBe('damaged')
})

it.each([
  [{ code: 'ERR_CHECKSUM_MISMATCH', message: 'sha512 checksum mismatch' }, 'damaged'],
  [{ code: 'ERR_UPDATER_NO_CHECKSUM' }, 'damaged'],
  [new Error('net::ERR_CONTENT_LENGTH_MISMATCH'), 'interrupted'],
  [new Error('net::ERR_NAME_NOT_RESOLVED'), 'offline'],
  [new Error('net::ERR_CONNECTION_REFUSED at https://a.example/?key=1'), 'offline'],
  [new Error('Cannot parse update info'), 'server'],
  [new UpdateError('not-installed'), 'not-installed'],
  [undefined, 'server'],
])('says what %s means', (error, meaning) => {
  const { why, message } = updateErrorOf(error)
  expect([why, message]).toEqual([meaning, meaning])
})

it('keeps a code for the log, and nothing else of a message', () => {
  const { code } = updateErrorOf(new Error('net::ERR_CONNECTION_REFUSED at https://a.example/?key=1'))
  expect(code).toBe('ERR_CONNECTION_REFUSED')
  expect(updateErrorOf(new Error('HttpError: 404 https://a.example/')).code).toBe(undefined)
})
