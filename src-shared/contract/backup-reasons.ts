import { z } from 'zod'

/**
 * Why a backup was made: on a day on which something changed; because a person asked; before a migration; before another
 * database took the site's place (a site file, a restored backup, what was saved of a damaged site, the site of a database). `other`: a database
 * that lies in the folder under a name that this program does not give.
 */
export const backupReasonSchema = z.enum([
  'daily',
  'manual',
  'migration',
  'site-file',
  'restore',
  'rescue',
  'move',
  'other',
])
export type BackupReason = z.output<typeof backupReasonSchema>
