import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '#backend/kernel/dependencies.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { writePrivately } from '#backend/kernel/files/write-privately.ts'
import { isSame, proofOf } from './secrets.ts'

const port = z.int().min(1).max(65_535)
const hostFileSchema = z.object({
  /** The one that was free at the first start: the browser keeps the page's preferences for it. */
  port: port.nullable(),
  /** The host that uses the data folder now; what a kill leaves of one opens nothing. */
  running: z.object({ port, token: z.string() }).nullable(),
})
/** What a start of the browser host leaves in the data folder for the next, for this user only. */
type HostFile = z.output<typeof hostFileSchema>

const pathIn = (folder: string) => join(folder, 'browser-host.json')

async function readHostFile(folder: string): Promise<HostFile> {
  try {
    return hostFileSchema.parse(JSON.parse(await readFile(pathIn(folder), 'utf8')))
  } catch {
    return { port: null, running: null }
  }
}

const writeHostFile = (folder: string, content: HostFile): Promise<void> =>
  writePrivately(pathIn(folder), JSON.stringify(content))

export interface HostNote {
  /** Of the starts before. */
  readonly port: number | null
  /** This host uses the data folder. `isUsual`: it was free to choose its port. */
  began(running: { port: number; token: string }, isUsual: boolean): Promise<void>
  ended(token: string): Promise<void>
}

/** What is left for the next start. It can do without: a folder that cannot be written to is reported elsewhere. */
export async function openHostNote(folder: string, log: Log): Promise<HostNote> {
  const { port } = await readHostFile(folder)
  const write = (content: HostFile) =>
    writeHostFile(folder, content).catch((error: unknown) =>
      log.warn('browser.host-file-failed', describeError(error)),
    )
  return {
    port,
    // Not one that was taken: whoever had it may have left a service worker in the browser.
    began: (running, isUsual) => write({ port: isUsual ? running.port : port, running }),
    async ended(token) {
      const now = await readHostFile(folder)
      if (now.running?.token === token) await write({ ...now, running: null })
    },
  }
}

const answerSchema = z.object({
  output: z.object({ address: z.string(), opening: z.string().nullable(), proof: z.string() }),
})
const ANSWERS_WITHIN_MS = 5000

export interface FreshAddress {
  readonly address: string
  /** A file that leads there, where one was asked for. */
  readonly opening: string | null
  readonly token: string
}

/**
 * A fresh address of the host that uses this data folder, or null where there is none. What answers in the place of one
 * that was killed cannot show that it knows the token of that one.
 */
export async function askRunningHost(folder: string, opening: boolean): Promise<FreshAddress | null> {
  const { running } = await readHostFile(folder)
  if (!running) return null
  const { port, token } = running
  const challenge = randomBytes(16).toString('hex')
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/address`, {
      method: 'POST',
      // Not the token: with it, whatever answers could show that it knows it.
      headers: { Authorization: `Proof ${challenge} ${proofOf(token, 'asks', challenge)}` },
      body: JSON.stringify({ challenge, opening }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    })
    const { output } = answerSchema.parse(await response.json())
    const { address, opening: path, proof } = output
    return isSame(proof, proofOf(token, 'answers', challenge, address, path ?? ''))
      ? { address, opening: path, token }
      : null
  } catch {
    return null
  }
}
