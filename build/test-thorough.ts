import { glob, mkdir, readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { inRoot } from './paths.ts'
import { exitWith, runHere } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'
import { readCounts, resultsFolder, vitestCounts } from './test-counts.ts'

/** `npm run test:thorough`: the campaigns in full. They are the spec files that take their size from `campaign.ts`. */
async function campaigns(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob(inRoot('test/{unit,integration}/**/*.spec.ts')))
    if ((await readFile(file, 'utf8')).includes('support/campaign.ts'))
      found.push(relative(inRoot('.'), file))
  return found.sort()
}

try {
  await provideSystemPackages(['integration'], (sentence) => console.log(sentence))
  const files = await campaigns()
  console.log(`In full:\n${files.map((file) => `  ${file}`).join('\n')}`)
  await mkdir(resultsFolder, { recursive: true })
  const results = `${resultsFolder}/thorough.json`
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${results}`]
  const { code } = await runHere('vitest', ['run', ...reporters, ...files], {
    ...process.env,
    THOROUGH: '1',
  })
  const { passed, failed } = await readCounts(results, vitestCounts)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(code)
} catch (error) {
  exitWith((error as Error).message)
}
