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
const program = (path: string, ...packages: string[]): Need => ({ packages, files: [path] })

/** What is needed beside npm's packages, by purpose. */
const purposes = {
  display: [program('/usr/bin/Xvfb', 'xvfb'), program('/usr/bin/xauth', 'xauth')],
  electron: [
    program('/usr/bin/unzip', 'unzip'),
    library('libgtk-3-0', 'libgtk-3-0t64'),
    library('libasound2', 'libasound2t64'),
    library('libnss3'),
    library('libgbm1'),
    library('libxss1'),
    library('libxtst6'),
  ],
  /** Without a window of its own where Debian has that, which takes a quarter less of the processor. */
  browser: [program('/usr/bin/chromium-headless-shell', 'chromium-headless-shell', 'chromium')],
  /** Independent readers of what we write: workbooks, and messages by Python's own library. */
  readers: [{ packages: ['python3-openpyxl'], check: ['/usr/bin/python3', '-c', 'import openpyxl'] }],
  /** Reads QR codes as a telephone does. */
  qrReader: [program('/usr/bin/zbarimg', 'zbar-tools')],
  /** Says which words of a print are where on its paper. */
  pdfReader: [program('/usr/bin/pdftotext', 'poppler-utils')],
  /** What a person opens our files in. */
  spreadsheet: [program('/usr/bin/soffice', 'libreoffice-calc-nogui', 'libreoffice-calc')],
  /** Reads what is handed over encrypted. */
  encryption: [program('/usr/bin/age', 'age')],
  /** The server and its tools; each test starts a server of its own, and uses no cluster that Debian makes. */
  postgresql: [library('postgresql')],
  mailServer: [program('/usr/sbin/exim4', 'exim4-daemon-light')],
  /** An installed app in a desktop session. */
  packaging: [
    program('/usr/bin/desktop-file-validate', 'desktop-file-utils'),
    program('/usr/bin/update-mime-database', 'shared-mime-info'),
    program('/usr/bin/xdg-mime', 'xdg-utils'),
    program('/usr/bin/gio', 'libglib2.0-bin'),
    program('/usr/bin/dbus-daemon', 'dbus'),
  ],
  /** PayPal clients that others wrote. */
  paypalClients: [library('libbusiness-onlinepayment-payflowpro-perl'), library('python3-paypal')],
} satisfies Record<string, readonly Need[]>

/** What each kind of test needs: a package is installed only by the kinds that use it. */
const kinds = {
  integration: ['readers', 'qrReader', 'spreadsheet', 'postgresql', 'encryption'],
  team: ['postgresql'],
  e2e: ['display', 'electron', 'browser', 'readers', 'qrReader', 'pdfReader', 'postgresql'],
  bench: ['display', 'electron', 'browser', 'readers', 'postgresql'],
  debian: ['readers', 'mailServer'],
  packaging: ['display', 'electron', 'packaging'],
  peers: ['paypalClients'],
} satisfies Record<string, readonly (keyof typeof purposes)[]>
export type TestKind = keyof typeof kinds
export const isTestKind = (text: string): text is TestKind => Object.hasOwn(kinds, text)

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
 * Installs what these kinds of test lack, on Debian and as root; elsewhere it says what is missing.
 * @throws Error with a plain sentence that names it
 */
export async function provideSystemPackages(
  wanted: readonly TestKind[],
  say: (sentence: string) => void,
): Promise<void> {
  if (process.platform !== 'linux') return
  const needed = new Set(wanted.flatMap((kind) => kinds[kind]))
  const missing: Need[] = []
  for (const purpose of needed)
    for (const need of purposes[purpose]) if (!(await isThere(need))) missing.push(need)
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
