import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import license, { type Dependency } from 'rollup-plugin-license'
import type { Plugin } from 'vite'
import { inRoot } from './paths.ts'

/** One part of the product that others made. */
interface Notice {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string
}

const FOLDER = inRoot('out/notices')
const PROCESSES = ['main', 'preload', 'renderer'] as const
type Process = (typeof PROCESSES)[number]

/** The name under which packages have it too. */
export const NOTICES = join(FOLDER, 'THIRD-PARTY-NOTICES.txt')

const textOf = (...parts: string[]) => readFileSync(inRoot('node_modules', ...parts), 'utf8')

/** A package that no build bundles, from its own folder. */
function ofPackage(name: string): Notice {
  const { version, license } = JSON.parse(textOf(name, 'package.json')) as {
    version: string
    license: string
  }
  return { name, version, license, text: textOf(name, 'LICENSE') }
}

/** What is inside and no module: machine code, fonts and the runtime. */
const besideModules = (): Notice[] => [
  ...['better-sqlite3', '@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'].map(ofPackage),
  ofPackage('electron'),
  {
    name: 'SQLite',
    version: 'as compiled into better-sqlite3',
    license: 'public domain',
    text: 'SQLite is in the public domain: https://sqlite.org/copyright.html',
  },
  {
    name: 'Chromium',
    version: 'as built into Electron',
    license: 'BSD-3-Clause and others',
    text: 'The notices of Chromium and everything in it are in LICENSES.chromium.html, beside the program.',
  },
]

const asNotice = ({ name, version, license, licenseText, noticeText }: Dependency): Notice => ({
  name: name ?? '',
  version: version ?? '',
  license: license ?? '',
  text: [licenseText, noticeText].filter(Boolean).join('\n\n'),
})

const partFile = (process: Process) => join(FOLDER, `${process}.json`)

function read(process: Process): Notice[] {
  try {
    return JSON.parse(readFileSync(partFile(process), 'utf8')) as Notice[]
  } catch {
    // Not built yet.
    return []
  }
}

const asText = ({ name, version, license, text }: Notice) =>
  `${name} ${version}\nLicense: ${license}\n\n${text.replace(/^\n+/, '').trimEnd()}\n`

/** The document, each package once. */
function write(): void {
  const all = [...PROCESSES.flatMap(read), ...besideModules()]
  const once = new Map(all.map((notice) => [`${notice.name} ${notice.version}`, notice]))
  const sorted = [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  writeFileSync(NOTICES, sorted.map(asText).join(`\n${'-'.repeat(80)}\n\n`))
}

/**
 * Writes THIRD-PARTY-NOTICES of what really is in the build, with the text of each license.
 * @throws where a package has no license that it may be shipped under
 */
export const notices = (process: Process): Plugin => ({
  // Written for Rollup, whose plugins Vite's own builder runs; their types differ.
  ...(license({
    thirdParty: {
      includePrivate: false,
      multipleVersions: true,
      allow: {
        test: '(MIT OR MIT-0 OR ISC OR Apache-2.0 OR BSD-2-Clause OR BSD-3-Clause OR 0BSD OR Zlib OR BlueOak-1.0.0 OR Python-2.0 OR Unlicense OR CC0-1.0)',
        failOnUnlicensed: true,
        failOnViolation: true,
      },
      output(dependencies) {
        mkdirSync(FOLDER, { recursive: true })
        writeFileSync(partFile(process), JSON.stringify(dependencies.map(asNotice)))
        write()
      },
    },
  }) as unknown as Plugin),
  apply: 'build',
})
