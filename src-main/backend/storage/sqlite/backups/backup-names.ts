import type { BackupReason } from '#shared/contract/backup-reasons.ts'
import type { RetentionClass } from '../../backup-retention.ts'

/** What is said of a backup before its content is read. */
export interface BackupKind {
  readonly reason: BackupReason
  /** The migration that it was made before. */
  readonly migration: number | null
  readonly isRaw: boolean
}

const ENDING = '.sqlite'
/** A copy gets its name once it is whole and checked: what a kill leaves is never taken for a backup. */
const UNFINISHED = '.part'

/** How each reason is written in a name. Versions before this one wrote those of migrations and site files only. */
const WORDS = {
  daily: 'daily',
  manual: 'manual',
  'site-file': 'before-opening-a-file',
  restore: 'before-restore',
  rescue: 'before-rescue',
  move: 'before-move',
} as const satisfies Partial<Record<BackupReason, string>>
const RAW = '-as-found'

const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z-([a-z0-9-]+?)(-as-found)?(?:-(\d{1,3}))?\.sqlite$/

/** Two backups within a second are two files. */
export function nameBackup(at: number, kind: BackupKind, taken: readonly string[]): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  const stem = `${stamp}Z-${wordOf(kind)}${kind.isRaw ? RAW : ''}`
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `${stem}${ENDING}` : `${stem}-${count}${ENDING}`
    if (!taken.includes(name)) return name
  }
}

function wordOf({ reason, migration }: BackupKind): string {
  if (reason === 'migration') return `before-${String(migration ?? 0).padStart(4, '0')}`
  return reason === 'other' ? 'other' : WORDS[reason]
}

/** What a name says. `number`: of several backups within a second, the first is 1. */
export interface NamedBackup extends BackupKind {
  readonly at: number
  readonly number: number
}

/** When and why a backup was made, by its name; undefined for a name that no backup gets. */
export function readBackupName(name: string): NamedBackup | undefined {
  const [, day, hour, minute, second, word = '', raw, count = '1'] = NAME.exec(name) ?? []
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(at)) return undefined
  const isRaw = raw !== undefined
  const migration = /^before-(\d{4,})$/.exec(word)?.[1]
  const common = { at, number: Number(count), isRaw }
  if (migration !== undefined) return { ...common, reason: 'migration', migration: Number(migration) }
  const known = Object.entries(WORDS).find(([, written]) => written === word)
  return { ...common, reason: known ? (known[0] as keyof typeof WORDS) : 'other', migration: null }
}

export const isDatabaseName = (name: string): boolean => name.endsWith(ENDING)
export const unfinished = (path: string): string => `${path}${UNFINISHED}`
/** Also the files that SQLite has beside one. */
export const isUnfinished = (name: string): boolean =>
  /\.sqlite(-wal)?\.part(-journal|-wal|-shm)?$/.test(name)

/** By which rule a backup is kept; null for a file that the program did not make, and never removes. */
export function retentionClassOf(reason: BackupReason): RetentionClass | null {
  if (reason === 'other') return null
  return reason === 'daily' || reason === 'manual' ? reason : 'step'
}

/** Whether the program gives such a name: another file is none of its own, and is never removed. */
export const isOwnName = (name: string): boolean => {
  const named = readBackupName(name)
  return named !== undefined && retentionClassOf(named.reason) !== null
}
