import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fromBuffer, type Entry } from 'yauzl'
import { createZipWriter } from '#backend/kernel/files/zip/zip-writer.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'zip-'))))
afterAll(() => rm(folder, { recursive: true }))

/** Every entry as yauzl reads it, which looks at sizes and checksums as well. */
function readZip(bytes: Buffer): Promise<[string, Buffer][]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const found: [string, Buffer][] = []
      zip.on('error', reject)
      zip.on('end', () => resolve(found))
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure)
          buffer(stream).then((content) => {
            found.push([entry.fileName, content])
            zip.readEntry()
          }, reject)
        })
      })
      zip.readEntry()
    })
  })
}

it('writes what another reader gets back, whatever the names and chunks', async () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => `x${text.replace(/[\\/:]/g, '')}`)
  const chunks = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, chunks), { maxLength: 6 }), async (entries) => {
      const path = join(folder, 'some.zip')
      const file = await open(path, 'w')
      const zip = createZipWriter(file)
      for (const [entry, content] of entries)
        await zip.add(
          entry,
          content.map((part) => Buffer.from(part)),
        )
      await zip.end()
      await file.close()
      const wanted = entries.map(([entry, content]): [string, Buffer] => [entry, Buffer.concat(content)])
      expect(await readZip(await readFile(path))).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

it('leaves the error to its caller when the content fails', async () => {
  const file = await open(join(folder, 'broken.zip'), 'w')
  const broken = (function* () {
    yield Buffer.from('beginning')
    throw new Error('no more')
  })()
  await expect(createZipWriter(file).add('x', broken)).rejects.toThrow('no more')
  await file.close()
})
