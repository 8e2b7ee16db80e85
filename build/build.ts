import { createHash } from 'node:crypto'
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { alone } from './lock.ts'
import { inRoot, root } from './paths.ts'
import { run } from './run.ts'

const INPUTS = [
  'src-*/**/*.*',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'build/{notices,about-files}.ts',
  'build/packaging/release-notes.ts',
  'CHANGELOG.md',
  'tsconfig.json',
  'src-renderer/tsconfig.json',
]
const OUTPUTS = ['out/{main,preload,renderer,notices}/**/*.*']

/** One hash of the names and contents of files. */
async function hashOf(folder: string, patterns: readonly string[]): Promise<string> {
  const files: string[] = []
  for await (const file of glob(patterns, { cwd: folder })) files.push(file)
  const hash = createHash('sha256')
  for (const file of [...new Set(files)].sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(folder, file)))
      .update('\0')
  return hash.digest('hex')
}

/** From what it was built, and what: `electron-vite dev` and others write into `out/` as well. */
export const buildStamp = async (folder: string, inputs?: string): Promise<string> =>
  `${inputs ?? (await hashOf(folder, INPUTS))} ${await hashOf(folder, OUTPUTS)}`

/** Builds `out/` where its inputs or it itself have changed since; true when it did. @throws with the build's own words */
export async function buildWhatChanged(): Promise<boolean> {
  return alone(inRoot('node_modules/.build.lock'), async () => {
    const stampFile = inRoot('out/built-from')
    // Before the build: what changes during it is not in it.
    const inputs = await hashOf(root, INPUTS)
    const stamp = await readFile(stampFile, 'utf8').catch(() => '')
    if (stamp === (await buildStamp(root, inputs))) return false
    // A build that fails half-way must not pass for the one before it.
    await rm(stampFile, { force: true })
    const bin = inRoot('node_modules/electron-vite/bin/electron-vite.js')
    const { code, stdout, stderr } = await run(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
      cwd: root,
    })
    if (code !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`)
    await writeFile(stampFile, await buildStamp(root, inputs))
    return true
  })
}
