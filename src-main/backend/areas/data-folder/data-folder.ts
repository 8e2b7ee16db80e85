import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { UnsafePlace } from '#shared/contract/data-folder.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { refusalFor } from '#backend/kernel/files/storage-refusal.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { lookAtFolder } from './look-at-folder.ts'
import { unsafePlace } from './unsafe-place.ts'

export interface DataFolderDependencies {
  /** Holds the data of the own site, which a link may have led elsewhere. */
  readonly siteFolder: string
  readonly dataFolder: string
  /** What is known of a folder; for tests. */
  readonly look?: typeof lookAtFolder
}

const NAME = 'folder.json'
const keptSchema = z.object({ dismissed: z.string() })

/** Where the data folder lies, and whether a warning about that was read. */
export function createDataFolder(dependencies: DataFolderDependencies): Handlers<JobContext>['dataFolder'] {
  const { dataFolder, siteFolder, look = lookAtFolder } = dependencies
  const kept = join(dataFolder, NAME)

  async function found(): Promise<{ unsafe: UnsafePlace; mark: string } | null> {
    for (const folder of [siteFolder, dataFolder]) {
      const facts = await look(folder)
      const unsafe = unsafePlace(facts)
      if (unsafe) return { unsafe, mark: markOf(facts.path, unsafe) }
    }
    return null
  }

  return {
    async place() {
      const place = await found()
      if (!place) return { unsafe: null, dismissed: false }
      return { unsafe: place.unsafe, dismissed: (await dismissedIn(kept)) === place.mark }
    },
    async dismiss() {
      const place = await found()
      if (!place) return {}
      const text = `${JSON.stringify({ dismissed: place.mark })}\n`
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

async function dismissedIn(path: string): Promise<string | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8'))).dismissed
  } catch {
    // Nothing was closed yet, or the file was spoiled: the warning comes once more.
    return null
  }
}
