import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { build, type Configuration, Platform } from 'electron-builder'
import manifest from '../package.json' with { type: 'json' }
import { buildWhatChanged } from './build.ts'
import { type PackageArguments, readPackageArguments, usage } from './package-arguments.ts'
import { packagingConfiguration } from './packaging/configuration.ts'
import { makeIcons } from './packaging/icons.ts'
import { inMegabytes, installedSize } from './packaging/installed-size.ts'
import { releaseNotes } from './packaging/release-notes.ts'
import { provideRuntime, type Runtime } from './packaging/runtime.ts'
import { dropEmptySecrets, signingOf } from './packaging/signing.ts'
import { inRoot, root } from './paths.ts'
import { exitWith, run } from './run.ts'

/** `npm run package`: packages of what this system can make, and the unpacked application. */
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

function read(): PackageArguments {
  try {
    return readPackageArguments(process.argv.slice(2))
  } catch (error) {
    return exitWith(`${(error as Error).message}\n\n${usage}`, 2)
  }
}

async function configure(runtime: Runtime, output: string, asked: PackageArguments): Promise<Configuration> {
  const version = asked.version ?? manifest.version
  const icons = join(output, 'parts/icons')
  const releaseNotesFile = join(output, 'parts/release-notes.md')
  await mkdir(join(output, 'parts'), { recursive: true })
  await makeIcons(icons)
  await writeFile(releaseNotesFile, releaseNotes(await readFile(inRoot('CHANGELOG.md'), 'utf8'), version))
  const { updateUrl } = asked
  const signing = signingOf(process.env)
  const configuration = packagingConfiguration({ signing, icons, releaseNotesFile, updateUrl })
  return {
    ...configuration,
    ...runtime.settings,
    directories: { ...configuration.directories, output },
    extraMetadata: { version },
    extraResources: [configuration.extraResources ?? [], runtime.settings.extraResources ?? []].flat(),
  }
}

/** All of this system's for a release; else on Linux what needs no download: with Debian's tools a .deb. */
async function targets(isRelease: boolean) {
  if (process.platform === 'darwin') return Platform.MAC.createTarget()
  if (process.platform === 'win32') return Platform.WINDOWS.createTarget()
  if (isRelease) return Platform.LINUX.createTarget()
  const { code } = await run('dpkg-deb', ['--version'])
  if (code !== 0) return Platform.LINUX.createTarget('dir')
  process.env.CUSTOM_FPM_PATH = inRoot('build/packaging/linux/fpm.mjs')
  return Platform.LINUX.createTarget(['dir', 'deb'])
}

const asked = read()
if (asked.help) {
  say(usage)
  process.exit(0)
}
const output = resolve(asked.output)
dropEmptySecrets(process.env)
try {
  await buildWhatChanged()
  const runtime = await provideRuntime()
  if (asked.isRelease && !runtime.isPinned) throw new Error('A release needs the pinned Electron.')
  await rm(output, { recursive: true, force: true })
  try {
    const made = await build({
      projectDir: root,
      targets: await targets(asked.isRelease),
      config: await configure(runtime, output, asked),
      publish: 'never',
    })
    for (const file of made) say(relative(process.cwd(), file))
  } finally {
    await runtime.remove()
  }
  if (process.platform === 'linux') {
    const { all, own, node } = await installedSize(join(output, 'linux-unpacked'))
    const beside = node === 0 ? '' : `, and ${inMegabytes(node)} of a Node beside it`
    say(`Installed: ${inMegabytes(all)}, of which ${inMegabytes(own)} is the application${beside}.`)
  }
  if (!runtime.isPinned)
    say(
      'For tests only: Electron could not be downloaded, and this is the test runtime with a Node beside it.',
    )
} catch (error) {
  exitWith((error as Error).message)
}
