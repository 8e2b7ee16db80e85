import { mkdir, rm } from 'node:fs/promises'
import {
  type Counts,
  playwrightCounts,
  readCounts,
  resultsFolder,
  total,
  vitestCounts,
} from './test-counts.ts'
import { runHere } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'

/** `npm test`: every check in order, the quick ones first; the first that fails ends it. */
interface Step {
  name: string
  args: string[]
  env?: NodeJS.ProcessEnv
  count?: { file: string; read(report: unknown): Counts }
}

const npm = (script: string, ...args: string[]) => [
  'run',
  '--silent',
  script,
  ...(args.length > 0 ? ['--', ...args] : []),
]

const vitest = (name: string, script: string): Step => {
  const file = `${resultsFolder}/${name}.json`
  return {
    name,
    args: npm(script, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`),
    count: { file, read: vitestCounts },
  }
}

const steps: readonly Step[] = [
  { name: 'lint and types', args: npm('check', 'lint', 'types') },
  vitest('unit', 'test:unit'),
  vitest('components', 'test:components'),
  vitest('integration', 'test:integration'),
  vitest('team', 'test:team'),
  vitest('peers', 'test:peers'),
  {
    name: 'e2e',
    args: npm('test:e2e', '--reporter=list,json'),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${resultsFolder}/e2e.json` },
    count: { file: `${resultsFolder}/e2e.json`, read: playwrightCounts },
  },
]

const counted: Counts[] = []
let failedStep: string | null = null
const began = performance.now()
const minutes = (since: number) => `${((performance.now() - since) / 60_000).toFixed(1)} min`

await rm(resultsFolder, { recursive: true, force: true })
await mkdir(resultsFolder, { recursive: true })
try {
  await provideSystemPackages(['integration', 'peers', 'e2e'], (sentence) => console.log(sentence))
  for (const { name, args, env, count } of steps) {
    console.log(`\n── ${name}`)
    const stepBegan = performance.now()
    const { code } = await runHere('npm', args, { ...process.env, ...env })
    console.log(`── ${name}: ${minutes(stepBegan)}`)
    if (count) counted.push(await readCounts(count.file, count.read))
    if (code === 0) continue
    failedStep = name
    break
  }
} catch (error) {
  failedStep = (error as Error).message
}

const { passed, failed } = total(counted)
if (failedStep !== null) console.log(`\nStopped: ${failedStep} failed.`)
console.log(`\nIn ${minutes(began)}`)
// A step that fails without a failed test (lint, a crash) is a failure all the same.
console.log(`${passed} passed, ${failedStep !== null ? Math.max(failed, 1) : failed} failed`)
process.exit(failedStep === null && failed === 0 ? 0 : 1)
