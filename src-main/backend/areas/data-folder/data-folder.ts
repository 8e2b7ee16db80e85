import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { UnsafePlace } from '#shared/contract/data-folder.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { refusalFor } from '#backend/kernel/files/storage-refusal.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { lookAtFolder } from './look-at-folder.ts'
import { unsafePlaces } from './unsafe-place.ts'

export interface DataFolderDependencies {
  /** Holds the data of the own site, which a link may have led elsewhere. */
  readonly siteFolder: string
  readonly dataFolder: string
  /** What is known of a folder; for tests. */
  readonly look?: typeof lookAtFolder
}

const NAME = 'folder.json'
/** Far more than there are folders and reasons. */
const KEPT = 20
/** One text in files of earlier versions. */
const keptSchema = z.object({
  dismissed: z.union([z.array(z.string()).max(KEPT), z.string().transform((mark) => [mark])]),
})

/** Where the data folder lies, and whether a warning about that was read. */
export function createDataFolder(dependencies: DataFolderDependencies): Handlers<JobContext>['dataFolder'] {
  const { dataFolder, siteFolder, look = lookAtFolder } = dependencies
  const kept = join(dataFolder, NAME)

  interface Found {
    readonly unsafe: UnsafePlace
    readonly mark: string
  }

  async function found(): Promise<Found[]> {
    const places: Found[] = []
    for (const folder of [siteFolder, dataFolder]) {
      const facts = await look(folder)
      // The site lies in the data folder as a rule: one warning is enough for both.
      for (const unsafe of unsafePlaces(facts))
        if (!places.some((place) => isDeepStrictEqual(place.unsafe, unsafe)))
          places.push({ unsafe, mark: markOf(facts.path, unsafe) })
    }
    return places
  }

  /** What there is to warn of now, and what was read already. */
  async function warning(): Promise<{ next: Found | undefined; read: Found | undefined; marks: string[] }> {
    const [places, marks] = await Promise.all([found(), dismissedIn(kept)])
    const isRead = ({ mark }: Found): boolean => marks.includes(mark)
    return { next: places.find((place) => !isRead(place)), read: places.find(isRead), marks }
  }

  return {
    async place() {
      const { next, read } = await warning()
      return { unsafe: (next ?? read)?.unsafe ?? null, dismissed: next === undefined && read !== undefined }
    },
    async dismiss() {
      const { next, marks } = await warning()
      if (!next) return {}
      const text = `${JSON.stringify({ dismissed: [next.mark, ...marks].slice(0, KEPT) })}\n`
      try {
        // The folder is not made for it: one that is gone may come back.
        await writeSafely(kept, NAME, (file) => file.writeFile(text))
      } catch (error) {
        throw isRefusal(error, 'file.unwritable') ? refusalFor(error.details.reason, 'data') : error
      }
      return {}
    },
  }
}

/** Of this place and this service: a folder that was moved is another one. */
const markOf = (path: string, unsafe: UnsafePlace): string =>
  createHash('sha256')
    .update(JSON.stringify([path, unsafe]))
    .digest('hex')

async function dismissedIn(path: string): Promise<string[]> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8'))).dismissed
  } catch {
    // Nothing was closed yet, or the file was spoiled: the warning comes once more.
    return []
  }
}
