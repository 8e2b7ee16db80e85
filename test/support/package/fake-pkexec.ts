import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** In place of the system's question for a password: a person who agrees or declines, and root, who does what they agreed to. */
export interface FakePkexec {
  answer: 'agree' | 'decline'
  /** What happens while the question is on the screen. */
  meanwhile: (() => void) | null
  /** The commands that were asked for. */
  readonly asked: string[][]
  stop(): void
}

const DECLINED = 126

/** Puts a `pkexec` into `folder`, which must be the first of the path of whoever is to find it. */
export function placePkexec(folder: string): FakePkexec {
  const request = join(folder, 'request')
  const result = join(folder, 'result')
  const script = `#!/bin/sh
printf '%s\\0' "$@" > ${request}.part && mv ${request}.part ${request}
while [ ! -e ${result} ]; do sleep 0.1; done
code=$(cat ${result}); rm -f ${result}; exit "$code"
`
  writeFileSync(join(folder, 'pkexec'), script)
  chmodSync(join(folder, 'pkexec'), 0o755)
  const fake: Omit<FakePkexec, 'stop'> = { answer: 'decline', meanwhile: null, asked: [] }
  const timer = setInterval(() => {
    if (!existsSync(request)) return
    const [option, ...command] = readFileSync(request, 'utf8').split('\0').slice(0, -1)
    rmSync(request)
    fake.asked.push(command)
    fake.meanwhile?.()
    const agreed = fake.answer === 'agree' && option === '--disable-internal-agent'
    writeFileSync(`${result}.part`, agreed ? run(command) : String(DECLINED), { mode: 0o666 })
    execFileSync('mv', [`${result}.part`, result])
  }, 100)
  return Object.assign(fake, { stop: () => clearInterval(timer) })
}

function run([command = '', ...args]: string[]): string {
  const { status } = spawnSync(command, args, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })
  return String(status ?? 1)
}
