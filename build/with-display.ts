import { hasDisplay } from './start-arguments.ts'
import { type Ran, runHere } from './run.ts'

/** Runs a script of ours where windows can open: on the person's display, or on a virtual one. */
export function runWithDisplay(
  script: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  if (hasDisplay(process.platform, process.env)) return runHere(process.execPath, script, env)
  const screen = ['--auto-servernum', '--server-args=-screen 0 1600x1000x24']
  return runHere('xvfb-run', [...screen, process.execPath, ...script], env)
}
