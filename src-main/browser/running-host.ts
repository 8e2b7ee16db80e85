import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { renameOver } from '#backend/kernel/files/while-busy.ts'
import { isSame, proofOf } from './secrets.ts'

const port = z.int().min(1).max(65_535)
const hostFileSchema = z.object({
  /** The one that was free at the first start: the browser keeps the page's preferences for it. */
  port: port.nullable(),
  /** The host that uses the data folder now; what a kill leaves of one opens nothing. */
  running: z.object({ port, token: z.string() }).nullable(),
})
/** What a start of the browser host leaves in the data folder for the next, for this user only. */
export type HostFile = z.output<typeof hostFileSchema>

const pathIn = (folder: string) => join(folder, 'browser-host.json')

export async function readHostFile(folder: string): Promise<HostFile> {
  try {
    return hostFileSchema.parse(JSON.parse(await readFile(pathIn(folder), 'utf8')))
  } catch {
    return { port: null, running: null }
  }
}

/** @throws where the folder cannot be written to */
export async function writeHostFile(folder: string, content: HostFile): Promise<void> {
  const fresh = `${pathIn(folder)}.${process.pid}`
  await writeFile(fresh, JSON.stringify(content), { mode: 0o600 })
  await renameOver(fresh, pathIn(folder))
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
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ challenge, opening }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    })
    const { output } = answerSchema.parse(await response.json())
    return isSame(output.proof, proofOf(token, challenge, output.address)) ? { ...output, token } : null
  } catch {
    return null
  }
}
