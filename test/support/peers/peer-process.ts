import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A client in another language: it reads a call as one line of JSON, and writes what came of it as one line. */
export interface PeerProcess {
  ask(call: object): Promise<Readonly<Record<string, unknown>>>
  stop(): Promise<void>
}

/** Starts `program script …args`; the script lies beside this file. What it prints as an error is the error here. */
export function startPeer(program: string, script: string, ...args: string[]): PeerProcess {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(program, [path, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let errors = ''
  child.stderr.on('data', (part: Buffer) => void (errors += part.toString()))
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()))
  return {
    async ask(call) {
      child.stdin.write(`${JSON.stringify(call)}\n`)
      const { value, done } = await answers.next()
      if (done) throw new Error(`${script} ended: ${errors}`)
      return JSON.parse(value) as Record<string, unknown>
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
