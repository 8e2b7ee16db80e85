import { isAbsolute } from 'node:path'
import type { App } from 'electron'

/** The one file that a person last asked to open, until the page takes it. */
export interface OpenedFiles {
  /** Absolute paths; only the first is opened, since one file is looked at at a time. */
  add(paths: readonly string[]): void
  /** Gives the file to `use`, and forgets it when that went well. */
  take<T>(use: (path: string) => Promise<T>): Promise<T | null>
  /** What a second start sends to the first, and reads there. */
  readonly ofSecondStart: { write(paths: readonly string[]): object; read(data: unknown): readonly string[] }
}

/** `onAdded` is called when there is something to take. */
export function createOpenedFiles(app: Pick<App, 'on'>, onAdded: () => void): OpenedFiles {
  let waiting: string | null = null
  const add = ([path]: readonly string[]) => {
    if (path === undefined) return
    waiting = path
    onAdded()
  }
  // macOS starts the program first, and says so before it is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    add([path])
  })
  return {
    add,
    async take(use) {
      const path = waiting
      if (path === null) return null
      const taken = await use(path)
      if (waiting === path) waiting = null
      return taken
    },
    ofSecondStart: { write: (files) => ({ files }), read: readFiles },
  }
}

/** By hand: zod would hold up the first window. */
function readFiles(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  const { files } = data as { files?: unknown }
  if (!Array.isArray(files)) return []
  return files.filter((file): file is string => typeof file === 'string' && isAbsolute(file))
}
