import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FileRef } from '#shared/contract/files.ts'
import { createTransfers } from '../../src-main/browser/transfers.ts'
import { systemAfter, systemClock } from '../../src-main/hosts/clock.ts'
import { createTemporaryFiles } from '../../src-main/hosts/temporary-files.ts'
import { can, newWorkplace, type Workplace } from '../support/process/ordinary-user.ts'

const MB = 1024 * 1024
let place: Workplace
let data: string
beforeEach(async () => {
  place = await newWorkplace()
  data = join(place.folder, 'data')
})
afterEach(() => place.remove())

function transfers() {
  const temporary = createTemporaryFiles({ dataFolder: data, clock: systemClock, after: systemAfter })
  const ref = async (name: string): Promise<FileRef> => ({ token: name.padEnd(32, '0'), name, bytes: 1 })
  return {
    temporary,
    ...createTransfers(temporary, {
      registerRead: (_path, name) => ref(name),
      registerWrite: () => ref('out'),
      release: () => undefined,
    }),
  }
}
const upload = (bytes: number) => Readable.from(Array.from({ length: bytes / MB }, () => Buffer.alloc(MB)))

it.skipIf(!can.mount)(
  'a full disk is said of an upload, which leaves nothing, and the next one is taken',
  async () => {
    await place.mount(data, '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs')
    const { receive, temporary } = transfers()
    await expect(receive('liste.xlsx', upload(4 * MB), null, null)).rejects.toMatchObject({
      code: 'storage.full',
      details: { place: 'transfers' },
    })
    expect(await readdir(data, { recursive: true })).not.toContainEqual(expect.stringContaining('liste'))
    place.remount(data, 'size=8m')
    expect(await receive('liste.xlsx', upload(4 * MB), null, null)).toMatchObject({ name: 'liste.xlsx' })
    await temporary.close()
  },
)

it.each([
  ['a disk that can only be read', 'read-only', 'mount'],
  ['a folder that is gone', 'gone', undefined],
  ['a file in place of the folder', 'not-a-folder', undefined],
] as const)('%s is said of an upload and of a download', async (_what, reason, needs) => {
  if (needs && !can[needs]) return
  if (reason === 'read-only') await place.mount(data, '-t', 'tmpfs', '-o', 'ro', 'tmpfs')
  if (reason === 'not-a-folder') await writeFile(data, '')
  const refused = { code: 'storage.unavailable', details: { reason, place: 'transfers' } }
  const { receive, makeRoom } = transfers()
  await expect(receive('liste.xlsx', upload(MB), null, null)).rejects.toMatchObject(refused)
  await expect(makeRoom('koder.csv', null)).rejects.toMatchObject(refused)
})

it('is no matter of the disk that a page has gone away in the middle', async () => {
  await mkdir(data)
  await chmod(data, 0o700)
  const { receive, temporary } = transfers()
  const content = new Readable({ read: () => undefined }).on('error', () => undefined)
  const received = receive('liste.xlsx', content, null, null)
  content.push(Buffer.alloc(100))
  content.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await expect(received).rejects.toMatchObject({ code: 'ECONNRESET' })
  await temporary.close()
  await rm(data, { recursive: true })
})
