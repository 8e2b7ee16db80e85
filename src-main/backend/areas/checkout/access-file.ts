import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivately } from '#backend/kernel/files/write-privately.ts'

/** What is kept of the setting, in the data folder: nobody can call anything with it. */
const accessSchema = z.object({
  /** Null while it is off. */
  tokenDigest: z
    .string()
    .regex(/^[\da-f]{64}$/)
    .nullable(),
  /** The one that was free at first: the shop knows the address. */
  port: z.int().min(1).max(65_535).nullable(),
  usedAt: z.int().nullable(),
})
export type Access = z.output<typeof accessSchema>

export const NO_ACCESS: Access = { tokenDigest: null, port: null, usedAt: null }

const pathIn = (folder: string) => join(folder, 'checkout.json')

/** What cannot be read is off. */
export async function readAccess(folder: string): Promise<Access> {
  try {
    return accessSchema.parse(JSON.parse(await readFile(pathIn(folder), 'utf8')))
  } catch {
    return NO_ACCESS
  }
}

export const writeAccess = (folder: string, access: Access): Promise<void> =>
  writePrivately(pathIn(folder), JSON.stringify(access))
