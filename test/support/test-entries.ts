import { join } from 'node:path'
import type { Entries } from '#backend/kernel/dependencies.ts'

/** Names the folder where `build-threads.ts` has put the entries of threads; unset where a test is run without it. */
export const BUILT_THREADS = 'TEST_THREADS'

const built = process.env[BUILT_THREADS]
const threadEntry = (name: string): URL | string =>
  built === undefined
    ? new URL(`../../src-main/backend/app/threads/${name}.ts`, import.meta.url)
    : join(built, `${name}.js`)

/** The files that start threads and processes. */
export const testEntries: Entries = {
  readerThread: threadEntry('reader-thread'),
  writerThread: threadEntry('writer-thread'),
  exportThread: threadEntry('export-thread'),
  workbookChild: new URL(
    '../../src-main/backend/areas/recipients/workbook/workbook-child.ts',
    import.meta.url,
  ),
}
