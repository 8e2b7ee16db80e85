import { exitWith, runHere } from './run.ts'
import { isTestKind, provideSystemPackages } from './system-packages.ts'

/** `npm run test:integration` and the like: provides what the project's specs need, then runs them; arguments go on to Vitest. */
const [project = '', ...more] = process.argv.slice(2)
try {
  if (!isTestKind(project)) throw new Error(`No kind of test is called “${project}”.`)
  await provideSystemPackages([project], (sentence) => process.stderr.write(`${sentence}\n`))
  const { code } = await runHere('vitest', ['run', '--project', `${project}*`, ...more])
  process.exit(code)
} catch (error) {
  exitWith((error as Error).message)
}
