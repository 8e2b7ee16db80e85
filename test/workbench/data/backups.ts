import type { z } from 'zod'
import type { Backup, BackupList, backupListSchema } from '#shared/contract/backups.ts'

type Written = z.input<typeof backupListSchema>

export const COUNTS = { codes: 1204, operations: 312, messages: 840, payments: 17 }

/** A daily backup in good order; a story changes what it is about. */
export const backup = (changes: Partial<Written['backups'][number]> = {}): Written['backups'][number] => {
  const at = changes.at ?? '2026-03-12T07:30:00.000Z'
  const file = `${at.slice(0, 19).replaceAll(':', '-')}Z-${changes.reason ?? 'daily'}.sqlite`
  return {
    id: `abc:${file}`,
    file,
    at,
    bytes: 48_200_000,
    reason: 'daily',
    migration: null,
    isRaw: false,
    verified: true,
    place: 'own',
    content: { name: 'Vestlia Kurs', appVersion: '0.1.0', dataVersion: 160, counts: COUNTS },
    holdsPasswords: true,
    isRemovable: true,
    problem: null,
    ...changes,
  }
}

/** What the window gets, for props. */
export const asBackup = (written: Written['backups'][number]): Backup => written as Backup

export const BACKUPS: Written = {
  backups: [
    backup(),
    backup({ at: '2026-03-11T08:02:00.000Z', reason: 'manual' }),
    backup({ at: '2026-03-11T07:31:00.000Z' }),
    backup({
      at: '2026-03-10T07:29:00.000Z',
      reason: 'migration',
      migration: 160,
      verified: false,
      content: {
        name: 'Vestlia Kurs',
        appVersion: null,
        dataVersion: 150,
        counts: { ...COUNTS, payments: 0 },
      },
    }),
    backup({ at: '2026-03-09T07:33:00.000Z' }),
    backup({ at: '2026-03-02T07:28:00.000Z' }),
    backup({ at: '2026-02-23T07:35:00.000Z' }),
  ],
  folder: { chosen: null, problem: null, isReadable: true },
  present: { codes: 1310, operations: 330, messages: 902, payments: 19 },
  changed: true,
  next: '2026-03-13',
  last: { at: '2026-03-12T07:30:00.000Z', error: null },
  knownVersion: 160,
}

export const FULL_DISK: NonNullable<BackupList['last']>['error'] = {
  code: 'storage.full',
  message: 'The disk is full.',
  details: { place: 'backups' },
}
