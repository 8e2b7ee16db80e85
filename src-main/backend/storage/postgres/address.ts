import { z } from 'zod'
import type { StorageAddress } from '../storage.ts'
import type { PostgresTarget } from './server.ts'

const targetSchema = z.object({
  host: z.string(),
  port: z.int(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
  tls: z.union([z.literal(false), z.object({ ca: z.string().exactOptional() })]),
})

const contentSchema = z.object({ postgres: targetSchema })

/** Goes to the thread that connects, with the password, and nowhere else. */
export const addressOf = (target: PostgresTarget): StorageAddress => ({ content: { postgres: target } })

/** Whether the storage at an address is this engine's. */
export const isPostgres = ({ content }: StorageAddress): boolean => contentSchema.safeParse(content).success

/** The database at an address of this engine. */
export const targetAt = ({ content }: StorageAddress): PostgresTarget => contentSchema.parse(content).postgres
