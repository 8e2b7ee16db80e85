import { z } from 'zod'
import { databaseObstacleSchema } from './database-obstacles.ts'
import { fileTokenSchema } from './files.ts'
import { job, mutation, query } from './method.ts'
import { secretFields } from './secret-fields.ts'
import { siteSchema } from './site.ts'

/** PostgreSQL cuts longer names off, which could lead to another database. */
const nameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[^\0/]+$/)

/** A database of a PostgreSQL server, and as whom. */
const addressShape = {
  host: z
    .string()
    .max(253)
    // One server by name or address: not a folder of sockets, nor several servers.
    .regex(/^[\w.-]+$|^[\da-f:.]+$/i),
  port: z.int().min(1).max(65_535),
  database: nameSchema,
  user: nameSchema,
  tls: z.boolean().meta({ description: 'Off only for a server on this computer' }),
}
export const databaseAddressSchema = z.strictObject(addressShape)
export type DatabaseAddress = z.output<typeof databaseAddressSchema>

const loginShape = {
  ...addressShape,
  certificate: fileTokenSchema.nullable().meta({
    description:
      'A file with the certificate (PEM) of who issued the server’s; null for those that the computer trusts',
  }),
  ...secretFields({ password: z.string().min(1).max(1000) }),
}
const loginSchema = z.strictObject(loginShape)
/** What a person enters of a database. */
export type DatabaseLogin = z.output<typeof loginSchema>

export const storagePlaceSchema = z.object({
  folder: z.string().meta({ description: 'The name of the data folder' }),
  database: z
    .object({ ...addressShape, certificate: z.boolean() })
    .nullable()
    .meta({ description: 'The database that the own site is in; null while it is in the folder' }),
  namedBy: z.enum(['environment', 'choice']).nullable().meta({
    description:
      'Variables of the environment that name the database win over the choice, which cannot be changed then',
  }),
  keepsPassword: z.boolean().meta({
    description:
      'Whether the password of the database is kept, sealed by the keychain, or would be: otherwise each start needs it in the environment',
  }),
})
export type StoragePlace = z.output<typeof storagePlaceSchema>

export const databaseFoundSchema = z.discriminatedUnion('found', [
  z.object({ found: z.literal('obstacle'), obstacle: databaseObstacleSchema }),
  z.object({ found: z.literal('empty') }),
  z.object({
    found: z.literal('site'),
    name: z.string(),
    counts: z.object({ codes: z.int(), operations: z.int(), messages: z.int() }),
    isOlder: z
      .boolean()
      .meta({ description: 'Of an earlier version: it is brought to this one when it is opened' }),
    readOnly: z.boolean().meta({ description: 'The user may read it, and not change it' }),
  }),
])
export type DatabaseFound = z.output<typeof databaseFoundSchema>

const changedSchema = z.object({ site: siteSchema, place: storagePlaceSchema })

/** Where the own site is stored: in the data folder, or in a database that others use as well. */
export const storagePlace = {
  get: query('Where the own site is stored.', z.strictObject({}), storagePlaceSchema),
  check: mutation(
    { effect: 'none', records: [] },
    'Connects to a database and says what is in it, or why it cannot be used. Changes nothing there or here.',
    loginSchema,
    databaseFoundSchema,
  ),
  join: mutation(
    { effect: 'none', records: [] },
    'Opens the site in a database as the own one, from now on. The site in the folder stays there as it is. Refuses with `storagePlace.moved` where the database does not hold what `expect` says.',
    z.strictObject({
      ...loginShape,
      expect: z
        .enum(['site', 'empty'])
        .meta({ description: 'What `check` found: in an empty one a new site is made' }),
    }),
    changedSchema,
  ),
  move: job(
    { effect: 'none', records: [] },
    'Copies the own site into an empty database in one transaction, compares every table, and opens it there from now on. A backup is made first, and the site in the folder stays as it is. Everybody else waits meanwhile. Where it fails or is cancelled, all stays as it was. Passwords need a passphrase before (`storagePlace.passphrase-needed`).',
    loginSchema,
    changedSchema,
  ),
  leave: mutation(
    { effect: 'none', records: [] },
    'Opens the site in the folder as the own one again, from now on; a new one where there was none. The site in the database stays there as it is.',
    z.strictObject({}),
    changedSchema,
  ),
  moveBack: job(
    { effect: 'none', records: [] },
    'Copies the own site from the database into the folder, from one state of it, compares every table, and opens it there from now on. The site in the database stays there as it is, and what others store in it afterwards does not come here. What was in the folder is kept as a backup. Everybody else here waits meanwhile. Where it fails or is cancelled, all stays as it was. Refuses with `storagePlace.moved` where the site is in the folder.',
    z.strictObject({}),
    changedSchema,
  ),
}
