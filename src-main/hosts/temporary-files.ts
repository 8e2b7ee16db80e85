import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { temporaryFolder, workFolder } from '#backend/app/process/temporary-folder.ts'
import type { After } from '#backend/app/process/supervisor.ts'
import { fileErrorCode } from '#backend/kernel/files/file-reason.ts'
import { asFolderRefusal } from '#backend/kernel/files/storage-refusal.ts'
import { unfinishedOf } from '#backend/kernel/files/unfinished.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { isRunning } from './is-running.ts'

/** A file in a folder of its own, so that it can keep its name. */
export interface TemporaryFile {
  readonly path: string
  /** Never rejects: what cannot be removed now is tried again later. */
  remove(): Promise<void>
}

/**
 * Every file that the product makes on its way, all of them in `temporary/` of the data folder, for this user only. They
 * go when their use ends; at the latest after a day, at the end of the program, and at the next start.
 */
export interface TemporaryFiles {
  /** A place for a file of this name. @throws Refusal `storage.unavailable`, `storage.full` */
  place(name: string): Promise<TemporaryFile>
  /**
   * A file of the person's is going to be written, wherever it lies: should a kill leave an unfinished one beside it, the
   * next start removes that.
   */
  noteTarget(path: string): Promise<void>
  /**
   * Removes what earlier starts left. Only for the host whose backend holds the data: another one's files may be in use.
   */
  sweep(): Promise<void>
  /** Removes everything of this start, as far as that can be removed, and stops looking for what is old. Never rejects. */
  close(): Promise<void>
}

export interface TemporaryFilesOptions {
  readonly dataFolder: string
  readonly clock: Clock
  readonly after: After
}

/** The temporary folder, that of this start, the file’s own, and the file. */
const MADE = 4
const DAY_MS = 24 * 3_600_000
const LOOK_EVERY_MS = 3_600_000

export function createTemporaryFiles({ dataFolder, clock, after }: TemporaryFilesOptions): TemporaryFiles {
  const folder = temporaryFolder(dataFolder)
  const targets = join(folder, 'targets')
  const ours = join(folder, randomBytes(8).toString('hex'))
  const began = clock.now()
  const placed = new Map<TemporaryFile, number>()
  const notes = new Set<string>()
  let stopLooking: (() => void) | null = null

  const removeAll = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 5 })

  /** Looks while there is something to look for. */
  function lookLater(): void {
    stopLooking ??= after(LOOK_EVERY_MS, () => {
      stopLooking = null
      void removeOld()
    })
  }

  async function removeOld(): Promise<void> {
    const old = [...placed].filter(([, since]) => clock.now() - since >= DAY_MS)
    if (placed.size > old.length) lookLater()
    await Promise.all(old.map(([file]) => file.remove()))
  }

  async function makeFolder(own: string, name: string): Promise<void> {
    try {
      // The data folder is not made for it: one that is gone may come back.
      await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
        if (fileErrorCode(error) !== 'EEXIST') throw error
      })
      await mkdir(own, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw asFolderRefusal(error, { path: join(own, name), place: 'transfers' }, MADE)
    }
  }

  return {
    async place(name) {
      const own = join(ours, randomBytes(12).toString('hex'))
      await makeFolder(own, name)
      const file: TemporaryFile = {
        path: join(own, name),
        async remove() {
          try {
            await removeAll(own)
            placed.delete(file)
          } catch {
            placed.set(file, -Infinity)
            lookLater()
          }
        },
      }
      placed.set(file, clock.now())
      lookLater()
      return file
    },
    async noteTarget(path) {
      const note = join(targets, createHash('sha256').update(path).digest('hex').slice(0, 32))
      notes.add(note)
      try {
        await mkdir(targets, { recursive: true, mode: 0o700 })
        await writeFile(note, path, { mode: 0o600 })
      } catch {
        // Nothing can be kept, as on a full disk: the write itself says so, or succeeds elsewhere.
      }
    },
    async sweep() {
      const work = workFolder(folder)
      const kept = [basename(ours), basename(targets), basename(work)]
      const others = (await namesIn(folder)).filter((name) => !kept.includes(name))
      const sorted = await namesIn(work)
      const noted = (await namesIn(targets)).map((name) => join(targets, name))
      await Promise.all([
        // Where versions before kept up- and downloads.
        removeAll(join(dataFolder, 'transfers')),
        ...others.map((name) => removeAll(join(folder, name))),
        ...sorted.map((name) => removeBefore(began, join(work, name))),
        ...noted.filter((note) => !notes.has(note)).map(finishNote),
      ])
    },
    async close() {
      stopLooking?.()
      placed.clear()
      // What stays, such as a file that a virus scanner has open, goes with the next start.
      await Promise.allSettled([removeAll(ours), ...[...notes].map(finishNote)])
    },
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** A backend that runs already may have made newer ones. */
async function removeBefore(began: number, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found && found.mtimeMs < began) await rm(path, { recursive: true, force: true })
}

/** Removes what was left unfinished beside the noted file, and then the note. One that is still being written stays. */
async function finishNote(note: string): Promise<void> {
  const path = await readFile(note, 'utf8').catch(() => '')
  const folder = dirname(path)
  const unfinished = path === '' ? [] : unfinishedOf(basename(path), await namesIn(folder))
  const left = unfinished.filter(({ pid }) => !isRunning(pid))
  for (const { name } of left)
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  if (left.length === unfinished.length) await rm(note, { force: true })
}
