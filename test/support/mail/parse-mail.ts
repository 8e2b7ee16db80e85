import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const personSchema = z.object({ name: z.string(), address: z.string() })
const parsedSchema = z.object({
  headers: z.array(z.string()),
  subject: z.string(),
  to: personSchema,
  from: personSchema.nullable(),
  messageId: z.string(),
  date: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), text: z.string() })),
  /** Those inside the message, whatever refers to them. */
  pictures: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      disposition: z.string(),
      bytes: z.base64().transform((text) => Buffer.from(text, 'base64')),
    }),
  ),
  defects: z.array(z.string()),
  headerDefects: z.array(z.string()),
})
export type ParsedMail = z.output<typeof parsedSchema>

const script = fileURLToPath(new URL('./parse-mail.py', import.meta.url))

/** What Python's standard library finds in each message. */
export async function parseWithPython(messages: readonly Buffer[]): Promise<ParsedMail[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ecommerce-admin-mail-'))
  try {
    const names = messages.map((_, i) => join(folder, `${i}.eml`))
    for (const [i, bytes] of messages.entries()) await writeFile(names[i] ?? '', bytes)
    const lines = (await run(names.join('\n'))).split('\n').filter((line) => line !== '')
    return lines.map((line) => parsedSchema.parse(JSON.parse(line)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const run = (input: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile('python3', [script], { maxBuffer: 512 * 1024 * 1024 }, (error, output) =>
      error ? reject(error) : resolve(output),
    )
    child.stdin?.end(input)
  })
