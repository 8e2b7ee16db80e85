import { existsSync } from 'node:fs'
import { run } from './run.ts'

interface Need {
  /** Debian's names for it, in the order to try: they differ between releases. */
  packages: readonly string[]
  /** There when one of these is. */
  files?: readonly string[]
  /** Or when this says so. */
  check?: readonly string[]
}

const library = (...packages: string[]): Need => ({ packages })

/** What the tests need beside npm's packages. */
const needs: readonly Need[] = [
  { packages: ['xvfb'], files: ['/usr/bin/Xvfb'] },
  { packages: ['xauth'], files: ['/usr/bin/xauth'] },
  { packages: ['unzip'], files: ['/usr/bin/unzip'] },
  { packages: ['chromium', 'chromium-browser'], files: ['/usr/bin/chromium', '/usr/bin/chromium-browser'] },
  { packages: ['python3-openpyxl'], check: ['/usr/bin/python3', '-c', 'import openpyxl'] },
  library('libgtk-3-0', 'libgtk-3-0t64'),
  library('libasound2', 'libasound2t64'),
  library('libnss3'),
  library('libgbm1'),
  library('libxss1'),
  library('libxtst6'),
]

const isInstalled = async (name: string): Promise<boolean> => {
  const { code, stdout } = await run('dpkg-query', ['-W', '-f', '${Status}', name])
  return code === 0 && stdout.startsWith('install ok installed')
}

async function isThere({ packages, files, check }: Need): Promise<boolean> {
  if (files) return files.some((file) => existsSync(file))
  if (check) return (await run(check[0] ?? '', check.slice(1))).code === 0
  for (const name of packages) if (await isInstalled(name)) return true
  return false
}

async function install({ packages }: Need): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const name of packages)
    if ((await run('apt-get', ['install', '-y', '--no-install-recommends', name], { env })).code === 0)
      return true
  return false
}

/**
 * Installs what is missing, on Debian and as root; elsewhere it says what is missing.
 * @throws Error with a plain sentence that names it
 */
export async function provideSystemPackages(say: (sentence: string) => void): Promise<void> {
  if (process.platform !== 'linux') return
  const missing: Need[] = []
  for (const need of needs) if (!(await isThere(need))) missing.push(need)
  if (missing.length === 0) return

  const names = missing.map(({ packages }) => packages[0]).join(' ')
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    throw new Error(
      `The tests need these system packages: ${names}. Install them, as root: apt-get install ${names}`,
    )
  say(`Installing system packages: ${names}`)
  await run('apt-get', ['update'])
  for (const need of missing)
    if (!(await install(need))) throw new Error(`apt-get could not install ${need.packages.join(' or ')}.`)
}
