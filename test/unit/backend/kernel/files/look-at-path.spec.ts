import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileReason } from '#backend/kernel/files/file-reason.ts'
import { lookAtPath, tryToWrite } from '#backend/kernel/files/look-at-path.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'look-'))
  await mkdir(join(folder, 'there'))
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'there'), join(folder, 'link'))
  await symlink(join(folder, 'none'), join(folder, 'dangling'))
  await symlink(join(folder, 'round'), join(folder, 'round'))
})
afterEach(async () => await rm(folder, { recursive: true }))

// Rights are checked of an ordinary user, by the integration spec of unavailable storage.
it.each([
  ['a file', 'file', 'file', undefined],
  ['a folder', 'there', 'folder', undefined],
  ['a link to a folder', 'link', 'folder', undefined],
  ['a file that can be made', 'there/new', 'file', undefined],
  ['a file through a link that can be made', 'link/new', 'file', undefined],
  ['a folder where a file is expected', 'there', 'file', 'not-a-file'],
  ['a file where a folder is expected', 'file', 'folder', 'not-a-folder'],
  ['a file on the way', 'file/below/it', 'file', 'not-a-folder'],
  ['a link to nothing', 'dangling', 'file', 'dangling-link'],
  ['a link to nothing on the way', 'dangling/below', 'file', 'dangling-link'],
  ['a link to itself', 'round', 'folder', 'dangling-link'],
  ['a name that is too long', 'x'.repeat(300), 'file', 'path-too-long'],
  ['a folder that is gone', 'none/file', 'file', 'gone'],
] as const)('sees %s', (_what, path, expected, reason) => {
  expect(lookAtPath(join(folder, path), expected)).toBe(reason)
})

it('does not call gone what the caller makes', () => {
  expect(lookAtPath(join(folder, 'one/two'), 'file', 2)).toBeUndefined()
  expect(lookAtPath(join(folder, 'one/two/three'), 'file', 2)).toBe('gone')
})

it('leaves nothing of what it writes for a trial, and says why it could not', async () => {
  expect(tryToWrite(join(folder, 'there'))).toBeUndefined()
  expect(await readdir(join(folder, 'there'))).toEqual([])
  expect(tryToWrite(join(folder, 'none'))).toBe('gone')
  expect(tryToWrite(join(folder, 'file'))).toBe('not-a-folder')
})

it.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'quota'],
  ['EFBIG', 'too-large'],
  ['EROFS', 'read-only'],
  ['EIO', 'io-error'],
  ['ESTALE', 'gone'],
  ['EBUSY', 'in-use'],
  ['ENOTEMPTY', 'exists'],
  ['EMFILE', 'other'],
  ['UNKNOWN', 'other'],
  ['ERR_INVALID_ARG_TYPE', undefined],
  ['SQLITE_FULL', undefined],
  ['storage.full', undefined],
] as const)('knows what %s means', (code, reason) => {
  expect(fileReason(Object.assign(new Error(), { code }))).toBe(reason)
})

it('takes no other thing for an error of the file system', () => {
  for (const other of [undefined, 'ENOENT', { code: 'ENOENT' }, new Error('ENOENT')])
    expect(fileReason(other)).toBeUndefined()
})
