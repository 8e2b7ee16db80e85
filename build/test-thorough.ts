import { glob, mkdir, readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { inRoot } from './paths.ts'
import { exitWith, runHere } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'
import { readCounts, resultsFolder, vitestCounts } from './test-counts.ts'

/** `npm run test:thorough`: the campaigns in full. They are the spec files that take their size from `campaign.ts`. */
async function campaignsOf(folders: string): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob(inRoot(`test/${folders}/**/*.spec.ts`)))
    if ((await readFile(file, 'utf8')).includes('support/campaign.ts'))
      found.push(relative(inRoot('.'), file))
  return found.sort()
}

try {
  await provideSystemPackages(['integration'], (sentence) => console.log(sentence))
  const files = await campaignsOf('{unit,integration}')
  const inWindows = await campaignsOf('e2e')
  console.log(`In full:\n${[...files, ...inWindows].map((file) => `  ${file}`).join('\n')}`)
  await mkdir(resultsFolder, { recursive: true })
  const results = `${resultsFolder}/thorough.json`
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${results}`]
  const env = { ...process.env, THOROUGH: '1' }
  const { code } = await runHere('vitest', ['run', ...reporters, ...files], env)
  const { passed, failed } = await readCounts(results, vitestCounts)
  console.log(`\n${passed} passed, ${failed} failed`)
  const e2e = [inRoot('build/test-e2e.ts'), '--project=browser', ...inWindows]
  const windows = await runHere(process.execPath, e2e, env)
  process.exit(code || windows.code)
} catch (error) {
  exitWith((error as Error).message)
}
