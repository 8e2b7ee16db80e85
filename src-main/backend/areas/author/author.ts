import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Author } from '#shared/contract/author.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { authorNameSchema } from '#shared/domain/author-name.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { writePrivately } from '#backend/kernel/files/write-privately.ts'
import { createMutex } from '#backend/kernel/mutex.ts'

export interface AuthorDependencies {
  readonly dataFolder: string
  /** The name that the start gives. */
  readonly named: string | null
  /** As whom the site's database is used now; null without one. */
  readonly databaseUser: () => string | null
  readonly emit: Emit
}

export interface AuthorArea {
  readonly handlers: Handlers<JobContext>['author']
  /** What the history says of what is done now. */
  name(): string | null
}

const keptSchema = z.object({ name: authorNameSchema.nullable() })

/** Who works on the site with this program. */
export async function createAuthor(parts: AuthorDependencies): Promise<AuthorArea> {
  const { dataFolder, emit } = parts
  const path = join(dataFolder, 'author.json')
  const named = asName(parts.named)
  let kept = await readKept(path)
  const turns = createMutex()

  const present = (): Author => {
    const databaseUser = asName(parts.databaseUser())
    if (named !== null) return { name: named, from: 'environment', databaseUser }
    if (kept !== null) return { name: kept, from: 'setting', databaseUser }
    return { name: databaseUser, from: databaseUser === null ? null : 'database', databaseUser }
  }
  return {
    name: () => present().name,
    handlers: {
      get: async () => present(),
      set: ({ name }) =>
        turns.run(async () => {
          if (named !== null) throw new Refusal('author.by-environment', {})
          await writePrivately(path, `${JSON.stringify({ name })}\n`)
          kept = name
          emit('author.onChanged', present())
          return present()
        }),
    },
  }
}

/** What cannot be read names nobody. */
async function readKept(path: string): Promise<string | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8'))).name
  } catch {
    return null
  }
}

const asName = (text: string | null): string | null => authorNameSchema.safeParse(text).data ?? null
