import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Entries } from '#backend/kernel/dependencies.ts'
import { findEntries, keepingThreads, type ProcessEntries } from '#backend/app/process/entries.ts'

/** Names the folder where `build-product.ts` has put the entries; unset where a test is run without it. */
export const BUILT_PRODUCT = 'TEST_PRODUCT'

const built = process.env[BUILT_PRODUCT]

/** What starts threads and processes. The backends of a test process go on with each other's threads. */
export const testEntries: Entries & Pick<ProcessEntries, 'backend'> = keepingThreads(
  built === undefined ? findEntries() : findEntries(pathToFileURL(join(built, 'backend.js')).href),
)

/** The file that starts the browser host. */
export const hostEntry =
  built === undefined
    ? fileURLToPath(new URL('../../src-main/browser/main.ts', import.meta.url))
    : join(built, 'browser.js')
