import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './root.ts'

const SOURCES = [
  'build',
  'src-main',
  'src-preload',
  'src-renderer',
  'src-shared',
  'electron.vite.config.ts',
  'package.json',
  'tsconfig.json',
]

/** A copy of this checkout's source, to be edited by a test: whatever happens to the test, the checkout is as it was. */
export async function copyCheckout(folder: string): Promise<void> {
  for (const name of SOURCES) await cp(join(root, name), join(folder, name), { recursive: true })
  await mkdir(join(folder, 'node_modules'))
  for (const name of await readdir(join(root, 'node_modules')))
    // What starts with a dot was made by a build, but for the commands.
    if (!name.startsWith('.') || name === '.bin')
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
}

/** Edits a file as an editor would. @throws where there is nothing to replace */
export async function editFile(file: string, what: string, by: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  if (!before.includes(what)) throw new Error(`${file} has no ${what}`)
  await writeFile(file, before.replace(what, by))
}

export interface Dev {
  /** The first line that matches, of what it has printed or will print. */
  printed(pattern: RegExp): Promise<string>
  close(): Promise<void>
}

/** `npm run dev` in a checkout. */
export function startDev(checkout: string, args: readonly string[], env: NodeJS.ProcessEnv): Dev {
  const child: ChildProcess = spawn('npm', ['run', '--silent', 'dev', '--', ...args], {
    cwd: checkout,
    // A group of its own: npm, its shell, the script and its host end together.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  process.once('exit', end)
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        for (const listener of listeners) listener()
      })
  return {
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find((one) => pattern.test(one))
          if (line !== undefined) resolve(line)
        }
        listeners.add(look)
        child.once('exit', () => reject(new Error(`npm run dev has ended:\n${lines.join('\n')}`)))
        look()
      }),
    async close() {
      process.off('exit', end)
      if (child.exitCode !== null) return
      const ended = once(child, 'close')
      end()
      await ended
    },
  }
}
