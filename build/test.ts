import { mkdir, readFile, rm } from 'node:fs/promises'
import { type Counts, playwrightCounts, total, vitestCounts } from './test-counts.ts'
import { inRoot } from './paths.ts'
import { runHere } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'

/** `npm test`: every check in order, the quick ones first; the first that fails ends it. */
interface Step {
  name: string
  args: string[]
  env?: NodeJS.ProcessEnv
  count?: { file: string; read(report: unknown): Counts }
}

const results = inRoot('node_modules/.test-counts')
const npm = (script: string, ...args: string[]) => [
  'run',
  '--silent',
  script,
  ...(args.length > 0 ? ['--', ...args] : []),
]

const vitest = (name: string, script: string): Step => {
  const file = `${results}/${name}.json`
  return {
    name,
    args: npm(script, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`),
    count: { file, read: vitestCounts },
  }
}

const steps: readonly Step[] = [
  { name: 'lint', args: npm('lint') },
  { name: 'typecheck', args: npm('typecheck') },
  vitest('unit', 'test:unit'),
  vitest('components', 'test:components'),
  vitest('integration', 'test:integration'),
  {
    name: 'e2e',
    args: npm('test:e2e', '--reporter=list,json'),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}/e2e.json` },
    count: { file: `${results}/e2e.json`, read: playwrightCounts },
  },
]

const counted: Counts[] = []
let failedStep: string | null = null

await rm(results, { recursive: true, force: true })
await mkdir(results, { recursive: true })
try {
  await provideSystemPackages((sentence) => console.log(sentence))
  for (const { name, args, env, count } of steps) {
    console.log(`\n── ${name}`)
    const { code } = await runHere('npm', args, { ...process.env, ...env })
    if (count) counted.push(await read(count))
    if (code === 0) continue
    failedStep = name
    break
  }
} catch (error) {
  failedStep = (error as Error).message
}

const { passed, failed } = total(counted)
if (failedStep !== null) console.log(`\nStopped: ${failedStep} failed.`)
// A step that fails without a failed test (lint, a crash) is a failure all the same.
console.log(`\n${passed} passed, ${failedStep !== null ? Math.max(failed, 1) : failed} failed`)
process.exit(failedStep === null && failed === 0 ? 0 : 1)

async function read({ file, read }: NonNullable<Step['count']>): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? { passed: 0, failed: 1 } : read(JSON.parse(text))
}
