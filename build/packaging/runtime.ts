import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { fetchPinnedElectron } from '../electron.ts'
import { inRoot } from '../paths.ts'
import { provideTestElectron, TEST_RUNTIME_VERSION } from '../test-electron.ts'

/** What a package is made with, and the folder to remove afterwards. */
export interface Runtime {
  readonly isPinned: boolean
  readonly settings: Configuration
  remove(): Promise<void>
}

/** Parts of the test runtime that are no part of an Electron. */
const NOT_ELECTRON = ['resources', 'runtime.json', 'browser_v8_context_snapshot.bin']

/**
 * The pinned Electron, or where it cannot be downloaded the test runtime. That one's own Node is too old for the database:
 * a package of it has a Node 24 beside it, which reads no archive, so that what it runs lies outside.
 */
export async function provideRuntime(): Promise<Runtime> {
  if ((await fetchPinnedElectron()) !== null)
    return { isPinned: true, settings: {}, remove: () => Promise.resolve() }
  const { executable } = await provideTestElectron()
  const folder = await mkdtemp(join(tmpdir(), 'electron-dist-'))
  const source = dirname(executable)
  await cp(source, folder, {
    recursive: true,
    filter: (from) => dirname(from) !== source || !NOT_ELECTRON.includes(basename(from)),
  })
  return {
    isPinned: false,
    settings: {
      electronDist: folder,
      electronVersion: TEST_RUNTIME_VERSION,
      asarUnpack: ['node_modules/better-sqlite3/**', 'out/main/**'],
      extraResources: [{ from: inRoot('node_modules/node/bin/node'), to: 'node' }],
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
