import { globSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const madeSchema = z.object({ version: z.string(), folder: z.string() })
const packagesSchema = z.object({ port: z.int(), now: madeSchema, next: madeSchema })

/** The packages that build/test-package.ts made, and the port at which they look for updates. */
export const packages = packagesSchema.parse(JSON.parse(process.env.TEST_PACKAGES ?? 'null'))

export function debIn({ folder }: z.output<typeof madeSchema>): string {
  const [deb, ...others] = globSync('*.deb', { cwd: folder })
  if (deb === undefined || others.length > 0) throw new Error(`There is not one .deb in ${folder}.`)
  return join(folder, deb)
}
