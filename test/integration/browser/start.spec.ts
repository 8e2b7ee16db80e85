import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { until } from '../../support/condition.ts'
import { proofOf } from '../../../src-main/browser/secrets.ts'
import { openAddress, plainRequest } from '../../support/plain-request.ts'
import { firstLines } from '../../support/process/first-lines.ts'
import { hostEntry } from '../../support/test-entries.ts'

// Each starts several hosts, one after the other.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let folder: string
let data: string
let started: ChildProcess[]
let squatter: Server | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
  data = join(folder, 'data')
  started = []
})
afterEach(async () => {
  for (const child of started) await end(child)
  squatter?.close()
  squatter = undefined
  // The backend of a host that was killed ends by itself.
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Starts the host and waits for as many lines as it is to print. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [hostEntry, '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
  })
  started.push(child)
  const lines = await firstLines(child.stdout, args.includes('--print-token') ? 2 : 1)
  const [address = '', authorization = ''] = lines
  return { child, lines, address, authorization, origin: new URL(address).origin }
}

const hostFile = () => join(data, 'browser-host.json')
async function squat(
  port: number,
  answer: (authorization: string, body: string) => string = () => '',
): Promise<void> {
  const server = createServer(async (request, response) =>
    response.end(answer(request.headers.authorization ?? '', await text(request))),
  )
  squatter = server
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

/** What a start says that does not begin, in the language of the system. */
async function refusal(args: readonly string[], locale: string): Promise<string | undefined> {
  const child = spawn(process.execPath, [hostEntry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: `${locale}.UTF-8` },
  })
  started.push(child)
  const [said] = await firstLines(child.stderr, 1)
  await until('it has ended', () => child.exitCode !== null)
  expect(child.exitCode).toBe(2)
  return said
}

it('has a free port, the same for this data folder at every start', async () => {
  const first = await start()
  await end(first.child)
  const again = await start()
  expect(again.origin).toBe(first.origin)
  expect(new URL(again.address).port).not.toBe('4780')
})

it('takes another port where its own is in use, and keeps that one from then on', async () => {
  const first = await start()
  await end(first.child)
  await squat(Number(new URL(first.address).port))
  const second = await start()
  expect(second.origin).not.toBe(first.origin)
  await end(second.child)
  squatter?.close()
  const third = await start()
  expect(third.origin).toBe(second.origin)
})

it('is on the port that is asked for, and refuses to start on one that is in use', async () => {
  await squat(0)
  const { port } = squatter?.address() as { port: number }
  const asked = ['--data', data, '--port', String(port)]
  expect(await refusal(asked, 'en_US')).toBe(
    `Port ${port} is used by another program. Close it, choose another port, or leave out --port to use one that is free.`,
  )
  expect(await refusal(asked, 'nb_NO')).toContain(`Port ${port} er i bruk av et annet program.`)
})

it('refuses --data without a folder, in the language of the system', async () => {
  expect(await refusal(['--data'], 'en_US')).toBe(
    'A folder is missing after --data. Write where the data is to be: --data FOLDER',
  )
  expect(await refusal(['--data', '--open'], 'nb_NO')).toBe(
    'Etter --data mangler en mappe. Skriv hvor dataene skal ligge: --data MAPPE',
  )
})

it('prints a fresh address of the host that uses the data folder, and ends', async () => {
  const first = await start('--print-token')
  expect(await openAddress(first.address)).not.toBe(null)
  const again = await start('--print-token')
  expect(again.origin).toBe(first.origin)
  expect(again.authorization).toBe(first.authorization)
  expect(again.address).not.toBe(first.address)
  expect(await openAddress(again.address)).not.toBe(null)
  await until('it has ended', () => again.child.exitCode === 0)
  expect(first.child.exitCode).toBe(null)
})

it('prints the token for scripts in a second line, only where it is asked to', async () => {
  const silent = await start()
  const again = await start('--print-token')
  expect(again.lines).toHaveLength(2)
  expect(again.authorization).toMatch(/^Bearer [\w-]{43}$/)
  const headers = { Authorization: again.authorization }
  expect((await plainRequest(`${again.origin}/api/contract`, { headers })).status).toBe(200)
  const rest = text(silent.child.stdout)
  await end(silent.child)
  expect(await rest).toBe('')
})

it('believes no other program that took the port of a host that was killed', async () => {
  const first = await start()
  const port = Number(new URL(first.address).port)
  await end(first.child, 'SIGKILL')
  const { running } = JSON.parse(await readFile(hostFile(), 'utf8')) as { running: { token: string } }
  const lure = `http://127.0.0.1:${port}/?code=lure`
  let received = ''
  /** Answers by whatever it was sent. */
  const answer = (authorization: string, body: string) => {
    received += `${authorization}\n${body}\n`
    const { challenge } = JSON.parse(body) as { challenge: string }
    const proof = proofOf(authorization.split(' ').at(-1) ?? '', 'answers', challenge, lure, '')
    return JSON.stringify({ output: { address: lure, opening: null, proof } })
  }
  await until('the port is free', () =>
    squat(port, answer).then(
      () => true,
      () => false,
    ),
  )
  const second = await start()
  expect(received).toContain('challenge')
  expect(received).not.toContain(running.token)
  expect(second.origin).not.toBe(first.origin)
  expect(second.child.exitCode).toBe(null)
})

it('leaves nothing behind that opens it, and keeps what it leaves to this user', async () => {
  const { child, authorization } = await start('--print-token')
  const token = authorization.replace('Bearer ', '')
  expect(await readFile(hostFile(), 'utf8')).toContain(token)
  expect((await stat(hostFile())).mode & 0o777).toBe(0o600)
  await end(child)
  expect(await readFile(hostFile(), 'utf8')).not.toContain(token)
})

it('starts although what it left is damaged', async () => {
  await mkdir(data)
  await writeFile(hostFile(), '{"port":"x"')
  expect(await openAddress((await start()).address)).not.toBe(null)
})

it('opens the browser by a file that only this user can read, and removes it when it was used', async () => {
  // In place of the system's own; it notes what it was started with.
  const note = join(folder, 'opened')
  await mkdir(join(folder, 'bin'))
  await writeFile(
    join(folder, 'bin/xdg-open'),
    `#!/bin/sh\necho "$@" > ${note}.new\nmv ${note}.new ${note}\n`,
  )
  await chmod(join(folder, 'bin/xdg-open'), 0o755)
  const { address, origin } = await start('--open')
  await until('the browser is opened', () => existsSync(note))
  const file = (await readFile(note, 'utf8')).trim()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const [, inside = ''] = /url=([^"]+)/.exec(await readFile(file, 'utf8')) ?? []
  expect(new URL(inside).origin).toBe(origin)
  expect(inside).not.toBe(address)
  expect(await openAddress(inside)).not.toBe(null)
  await until('it is removed', () => !existsSync(file))
  // Printed beside it, for a browser that cannot read the file.
  expect(await openAddress(address)).not.toBe(null)

  await rm(note)
  const again = await start('--open')
  await until('the browser is opened again', () => existsSync(note))
  const second = (await readFile(note, 'utf8')).trim()
  await until('that start has ended', () => again.child.exitCode === 0)
  expect(existsSync(second)).toBe(true)
})
