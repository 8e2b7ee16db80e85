import { z } from 'zod'
import { mutation, query } from './method.ts'

/** Programs that copy a folder's files to and from other computers, each at a moment of its own. */
export const syncServiceSchema = z.enum([
  'onedrive',
  'dropbox',
  'icloud',
  'google-drive',
  'nextcloud',
  'owncloud',
  'syncthing',
  'box',
  /** On a Mac, any other that the system lets provide files. */
  'other',
])
export type SyncService = z.output<typeof syncServiceSchema>

/** Where a database is not safe: half of a change can be copied, a lock not hold, or somebody else read it. */
export const unsafePlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('synced'), service: syncServiceSchema }),
  /** A folder of another computer: SMB, NFS, sshfs, WebDAV and others. */
  z.object({ kind: z.literal('network') }),
  /** Other users of this computer get into it, and the application could not change that. */
  z.object({ kind: z.literal('open') }),
])
export type UnsafePlace = z.output<typeof unsafePlaceSchema>

/** The folder that holds everything. Its path stays in the backend. Works while no site is open. */
export const dataFolder = {
  place: query(
    'Where the data folder lies, if a database is not safe there, and whether a person has read that.',
    z.strictObject({}),
    z.object({
      unsafe: unsafePlaceSchema.nullable().meta({ description: 'Null where nothing is known against it' }),
      dismissed: z.boolean().meta({ description: 'The warning about this folder was read and closed' }),
    }),
  ),
  dismiss: mutation(
    { effect: 'none', records: [] },
    'The warning about this folder was read. Another place of the folder, or another reason, is warned about again.',
    z.strictObject({}),
    z.strictObject({}),
  ),
}
