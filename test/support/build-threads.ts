import { basename } from 'node:path'
import { globSync } from 'node:fs'
import { build } from 'vite'
import { inRoot } from '../../build/paths.ts'
import { BUILT_THREADS } from './test-entries.ts'

/**
 * Builds the entries of threads before the specs run, as the product's build does: nearly every spec starts two of them,
 * which from source takes three times as long.
 */
export default async function buildThreads(): Promise<void> {
  const outDir = inRoot('node_modules/.cache/test-threads')
  const entries = globSync('src-main/backend/app/threads/*.ts', { cwd: inRoot('.') })
  await build({
    root: inRoot('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), inRoot(entry)])),
      },
    },
    ssr: { noExternal: true },
  })
  process.env[BUILT_THREADS] = outDir
}
