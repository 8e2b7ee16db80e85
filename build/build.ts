import { createHash } from 'node:crypto'
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import { alone } from './lock.ts'
import { inRoot, root } from './paths.ts'
import { run } from './run.ts'

const INPUTS = [
  'src-*/**/*.*',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
  'src-renderer/tsconfig.json',
]
const stampFile = inRoot('out/built-from')

/** One hash of everything that a build reads. */
async function inputHash(): Promise<string> {
  const files: string[] = []
  for await (const file of glob(INPUTS, { cwd: root })) files.push(file)
  const hash = createHash('sha256')
  for (const file of [...new Set(files)].sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(inRoot(file)))
      .update('\0')
  return hash.digest('hex')
}

/** Builds `out/` where anything has changed since; true when it did. @throws with the build's own words */
export async function buildWhatChanged(): Promise<boolean> {
  return alone(inRoot('node_modules/.build.lock'), async () => {
    const hash = await inputHash()
    if ((await readFile(stampFile, 'utf8').catch(() => '')) === hash) return false
    // A build that fails half-way must not pass for the one before it.
    await rm(stampFile, { force: true })
    const bin = inRoot('node_modules/electron-vite/bin/electron-vite.js')
    const { code, stdout, stderr } = await run(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
      cwd: root,
    })
    if (code !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`)
    await writeFile(stampFile, hash)
    return true
  })
}
