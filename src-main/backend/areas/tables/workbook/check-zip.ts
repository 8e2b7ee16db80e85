import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, open, type ZipFile } from 'yauzl'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileKind } from '#shared/wording/file-kinds.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'

export type ZipFormat = 'xlsx' | 'ods'

const MANIFEST = 'META-INF/manifest.xml'
/** A part by which the kind of package is known. */
const KINDS: readonly [RegExp, ZipFormat | FileKind][] = [
  [/^xl\/workbook\.(xml|bin)$/i, 'xlsx'],
  [/^content\.xml$/, 'ods'],
  [/^word\/document\.xml$/i, 'document'],
  [/^ppt\/presentation\.xml$/i, 'presentation'],
]

/**
 * Looks through a zip before anything else unpacks it: what its directory declares, then what really comes out, thrown away as
 * it comes. Takes little memory whatever the file says of itself.
 * @throws Refusal 'file.unpacks-too-large' · 'file.password-protected' · 'file.damaged' · 'file.wrong-type' · 'job.cancelled'
 */
export async function checkZip(path: string, name: string, signal: AbortSignal): Promise<ZipFormat> {
  const zip = await opened(path).catch(() => refuse('file.damaged', name))
  try {
    const entries = await entriesOf(zip, name)
    const format = formatOf(entries, name)
    let left: number = WORKBOOK_LIMITS.unpackedBytes
    for (const entry of entries) {
      if (signal.aborted) throw new Refusal('job.cancelled', {})
      left -= await unpackAway(zip, entry, left, name)
    }
    return format
  } finally {
    zip.close()
  }
}

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })

/** The directory, as far as it keeps within the limits. */
function entriesOf(zip: ZipFile, name: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    let declared = 0
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      declared += entry.uncompressedSize
      if (entry.isEncrypted()) return reject(new Refusal('file.password-protected', { name }))
      if (declared > WORKBOOK_LIMITS.unpackedBytes || entries.length > WORKBOOK_LIMITS.parts)
        return reject(tooLarge(name))
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', () => reject(new Refusal('file.damaged', { name })))
    zip.readEntry()
  })
}

function formatOf(entries: readonly Entry[], name: string): ZipFormat {
  const found = KINDS.find(([part]) => entries.some(({ fileName }) => part.test(fileName)))?.[1] ?? 'archive'
  if (found !== 'xlsx' && found !== 'ods') throw new Refusal('file.wrong-type', { name, found })
  return found
}

/** Unpacks one part and drops it; gives its true size. */
async function unpackAway(zip: ZipFile, entry: Entry, left: number, name: string): Promise<number> {
  const watch = entry.fileName === MANIFEST
  let bytes = 0
  let sum = 0
  let text = ''
  try {
    for await (const chunk of await streamOf(zip, entry)) {
      const data = chunk as Buffer
      bytes += data.length
      sum = crc32(data, sum)
      if (bytes > left) throw tooLarge(name)
      if (watch && text.length < 1_000_000) text += data.toString('latin1')
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('file.damaged', { name })
  }
  if (sum !== entry.crc32) throw new Refusal('file.damaged', { name })
  if (text.includes('encryption-data')) throw new Refusal('file.password-protected', { name })
  return bytes
}

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })

const tooLarge = (name: string) =>
  new Refusal('file.unpacks-too-large', { name, limit: WORKBOOK_LIMITS.unpackedBytes })

function refuse(code: 'file.damaged', name: string): never {
  throw new Refusal(code, { name })
}
