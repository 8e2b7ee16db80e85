import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPackage } from '@electron/asar'
import { type Browser, chromium, type Page } from '@playwright/test'
import { inMegabytes, installedSize } from '../../../build/packaging/installed-size.ts'
import { inRoot } from '../../../build/paths.ts'
import { run } from '../../../build/run.ts'
import { until } from '../../support/condition.ts'
import { proportionalMB } from '../../support/memory.ts'
import { controlPort } from '../../support/package/desktop-session.ts'
import { copyOfSiteWith, scratchFolder } from '../bench-site.ts'
import type { Figure } from '../figure.ts'
import { median, ratioOf, timed } from '../measure.ts'
import { emptyApp, seen } from './start-up.ts'

/** The unpacked application, and the same runtime with nothing but a window with a heading in it. */
interface Packages {
  readonly folder: string
  readonly ours: string
  readonly empty: string
}

let made: Promise<Packages> | undefined
const packages = () => (made ??= makePackages())
async function makePackages(): Promise<Packages> {
  const output = inRoot('dist/bench')
  const { code, stderr } = await run(process.execPath, [
    inRoot('build/script.mjs'),
    'package.ts',
    ...['--output', output],
  ])
  if (code !== 0) throw new Error(stderr)
  const folder = join(output, 'linux-unpacked')
  const emptyFolder = await scratchFolder()
  await cp(folder, emptyFolder, { recursive: true, verbatimSymlinks: true })
  const resources = join(emptyFolder, 'resources')
  for (const name of await readdir(resources)) await rm(join(resources, name), { recursive: true })
  await createPackage(await emptyApp(), join(resources, 'app.asar'))
  const program = 'ecommerce-admin'
  return { folder, ours: join(folder, program), empty: join(emptyFolder, program) }
}

interface Running {
  readonly page: Page
  readonly pid: number
  end(): Promise<void>
}

/** Starts a packaged program whose profile is `profile`. Root has no sandbox; a person has, as `npm run test:package` shows. */
async function start(program: string, profile: string, args: readonly string[]): Promise<Running> {
  await rm(join(profile, 'DevToolsActivePort'), { force: true })
  const child = spawn(program, ['--no-sandbox', '--remote-debugging-port=0', ...args], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const port = await controlPort(profile)
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  return {
    page: await firstPage(browser),
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGTERM')
      await ended
      await browser.close()
    },
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  let page: Page | undefined
  await until('there is a window', () => {
    page = browser.contexts().flatMap((context) => context.pages())[0]
    return page !== undefined
  })
  if (!page) throw new Error('no window')
  return page
}

async function startOurs(): Promise<Running> {
  const data = await copyOfSiteWith(10_000)
  const running = await start((await packages()).ours, join(data, 'desktop'), ['--data', data])
  await seen(running.page, '#status-title')
  return running
}

const emptyProfile = scratchFolder()
async function startEmpty(): Promise<Running> {
  const profile = await emptyProfile
  const running = await start((await packages()).empty, profile, [`--user-data-dir=${profile}`])
  await seen(running.page, 'h1')
  return running
}

async function startTime(begin: () => Promise<Running>): Promise<number> {
  let running: Running | undefined
  const took = await timed(async () => {
    running = await begin()
  })
  await running?.end()
  return took
}

/** The process and all that it started, in the order of their start. */
async function treeOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    parents.set(Number(name), Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0))
  }
  const tree = [root]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  return tree
}

/** By then the backend has ended its idle threads and collected what the start left. */
const IDLE_AFTER_MS = 45_000

/** MB of each process of an idle program, by what it is. */
async function idleMemory(begin: () => Promise<Running>): Promise<Map<string, number>> {
  const running = await begin()
  try {
    await sleep(IDLE_AFTER_MS)
    const parts = new Map<string, number>()
    for (const pid of await treeOf(running.pid)) {
      const line = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ')
      const kind = /--type=(\S+)/.exec(line)?.[1] ?? (pid === running.pid ? 'main' : 'backend')
      const utility = /--utility-sub-type=(\S+)/.exec(line)?.[1]
      const name = utility ? `${kind} ${utility}` : kind
      parts.set(name, (parts.get(name) ?? 0) + proportionalMB(pid))
    }
    return parts
  } finally {
    await running.end()
  }
}

const sum = (parts: ReadonlyMap<string, number>) => [...parts.values()].reduce((all, part) => all + part, 0)
const inWords = (parts: ReadonlyMap<string, number>): string =>
  [...parts].map(([name, mb]) => `${name} ${mb.toFixed(0)}`).join(', ')

const MEMORY_PAIRS = 3

/**
 * `npm run bench -- package`: the packaged application against the same runtime with an empty window. Where Electron
 * cannot be downloaded, it is packaged with the test runtime and a Node beside it.
 */
export const packageFigures: readonly Figure[] = [
  {
    figure: 'package: start to the first usable page / to an empty packaged window',
    unit: 'ratio',
    limit: 1.5,
    measure: () =>
      ratioOf(
        () => startTime(startOurs),
        () => startTime(startEmpty),
        9,
        3,
      ),
  },
  {
    figure: 'package: idle memory of all processes / of an empty packaged window',
    unit: 'ratio',
    limit: 1.5,
    async measure() {
      const ratios: number[] = []
      for (let pair = 0; pair < MEMORY_PAIRS; pair += 1) {
        const [ours, empty] = [await idleMemory(startOurs), await idleMemory(startEmpty)]
        if (pair === 0) console.log(`      MB: ${inWords(ours)}; empty: ${inWords(empty)}`)
        ratios.push(sum(ours) / sum(empty))
      }
      return median(ratios)
    },
  },
  {
    figure: 'package: installed size without Electron and a Node beside it',
    unit: 'MB',
    limit: 25,
    async measure() {
      const { all, own, node } = await installedSize((await packages()).folder)
      console.log(`      installed ${inMegabytes(all)}, of which a Node beside it ${inMegabytes(node)}`)
      return own / 1024 / 1024
    },
  },
]
