import { spawn, type SpawnOptions } from 'node:child_process'

export interface Ran {
  /** 128 and more for a signal, as shells do. */
  code: number
  stdout: string
  stderr: string
}

/** Runs a program to its end; never throws for its exit code. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, options)
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => (stdout += String(chunk)))
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)))
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: stderr + error.message }))
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }))
  })
}

/** Runs a program that has the terminal to itself. */
export const runHere = (command: string, args: readonly string[], env = process.env): Promise<Ran> =>
  run(command, args, { stdio: 'inherit', env })

/** Ends the process with one plain sentence. */
export function exitWith(sentence: string, code = 1): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
