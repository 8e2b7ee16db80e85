import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { REPORT_LIMIT } from '#shared/contract/about.ts'

/** What the program runs on. */
export interface Machine {
  readonly program: string
  readonly versions: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly arch: string
  readonly release: string
}

/** What of the versions says something about a fault. */
const NAMED = ['node', 'electron', 'chrome', 'v8', 'napi'] as const

const LOGS = ['backend', 'desktop', 'browser'] as const
const LINES = 400

/** A line of the log as it is written; anything else in the file was put there by somebody else. */
const lineSchema = z
  .object({ at: z.string(), level: z.string(), event: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Versions and the newest lines of each log. The log holds no personal data, and what is no line of it is left out. */
export async function problemReport(
  machine: Machine,
  window: string,
  logFolder: string,
  now: Date,
): Promise<string> {
  const versions = NAMED.flatMap((name) => {
    const version = machine.versions[name]
    return version === undefined ? [] : [`${name} ${version}`]
  })
  const head = [
    `E-commerce Admin ${machine.program}`,
    `${machine.platform} ${machine.arch} ${machine.release}`,
    versions.join(', '),
    `window: ${window}`,
    now.toISOString(),
  ].join('\n')
  const logs = await Promise.all(
    LOGS.map(async (name) => ({ name, lines: await newestLines(logFolder, name) })),
  )
  const parts = logs.filter(({ lines }) => lines.length > 0)
  const room = Math.floor((REPORT_LIMIT - head.length) / Math.max(parts.length, 1)) - 100
  return [head, ...parts.map(({ name, lines }) => `--- ${name}.log\n${within(lines, room)}`)].join('\n\n')
}

/** The last of the lines that have room. */
function within(lines: readonly string[], room: number): string {
  let left = room
  const from = lines.findLastIndex((line) => (left -= line.length + 1) < 0)
  return lines.slice(from + 1).join('\n')
}

async function newestLines(folder: string, name: string): Promise<string[]> {
  const text = await readFile(join(folder, `${name}.log`), 'utf8').catch(() => '')
  return text
    .split('\n')
    .flatMap((line) => readLine(line) ?? [])
    .slice(-LINES)
}

/** A line to be read by a person: `2026-03-02T08:00:00.000Z info storage.migrated ms=12`. Null for what is none. */
function readLine(line: string): string | null {
  try {
    const { at, level, event, ...fields } = lineSchema.parse(JSON.parse(line))
    return [at, level, event, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ')
  } catch {
    return null
  }
}
