import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Entries } from '#backend/kernel/dependencies.ts'
import { createThreadSource } from '#backend/kernel/threads/thread-source.ts'

export interface ProcessEntries extends Entries {
  readonly backend: string
  readonly readerThread: string
  readonly writerThread: string
  readonly exportThread: string
  readonly workbookChild: string
}

/**
 * The files that start a process or a thread. From source they lie where they were written; a build puts them side by
 * side in `out/main`, and what they share in `out/main/chunks`.
 */
export function findEntries(here: string = import.meta.url): ProcessEntries {
  const file = fileURLToPath(here)
  const folder = dirname(file)
  if (file.endsWith('.ts')) {
    return {
      backend: join(folder, 'entry.ts'),
      readerThread: join(folder, '../threads/reader-thread.ts'),
      writerThread: join(folder, '../threads/writer-thread.ts'),
      exportThread: join(folder, '../threads/export-thread.ts'),
      workbookChild: join(folder, '../../areas/tables/workbook/workbook-child.ts'),
    }
  }
  const out = basename(folder) === 'chunks' ? dirname(folder) : folder
  return {
    backend: join(out, 'backend.js'),
    readerThread: join(out, 'reader-thread.js'),
    writerThread: join(out, 'writer-thread.js'),
    exportThread: join(out, 'export-thread.js'),
    workbookChild: join(out, 'workbook-child.js'),
  }
}

/** The same, with threads that one site leaves to the next. */
export const keepingThreads = (entries: ProcessEntries) => ({
  ...entries,
  readerThread: createThreadSource(entries.readerThread),
  writerThread: createThreadSource(entries.writerThread),
  exportThread: createThreadSource(entries.exportThread),
})
