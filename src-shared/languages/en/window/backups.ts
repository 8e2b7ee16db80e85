import type { backups as source } from '../../nb/window/backups.ts'
import type { Shape } from '../../shape.ts'
import { labels } from '../labels.ts'

export const backups: Shape<typeof source> = {
  title: 'Backups',
  what: 'The program copies the site on every day on which something changed, and before anything takes its place. Those of the last 7 days, 4 weeks and 6 months are kept.',
  create: 'Back up now',
  created: 'The backup is made and checked.',
  creating: 'Making a backup…',
  restore: 'Restore',
  restoreOf: 'Restore the backup of {when}',
  show: 'Show in folder',
  save: labels.downloadBackup,
  saved: 'The backup is saved.',
  savedRest: '{size}. The passwords in it are encrypted.',
  showOf: 'Show the backup of {when} in its folder',
  saveOf: 'Download the backup of {when}',
  all: 'Show all {n}',
  none: 'There are no backups yet.',
  unreadable:
    'The backups in one of the folders cannot be shown at the moment, since the folder cannot be read.',
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  when: '{day} at {time}',
  next: {
    due: 'The next one is made {day}, within the hour.',
    ifChanged: 'The next one is made {day}, if something has changed.',
    unchanged: 'Nothing has changed since the last one.',
  },
  failed: 'The last backup was not made.',
  reasons: {
    daily: 'Daily',
    manual: 'Made by you',
    migration: 'Before an update',
    'site-file': 'Before a site file',
    restore: 'Before a restore',
    rescue: 'Before a rescue',
    other: 'From elsewhere',
  },
  counts: {
    codes: 'no codes | 1 code | {n} codes',
    operations: 'no operations | 1 operation | {n} operations',
    messages: 'no messages | 1 message | {n} messages',
    payments: 'no payments | 1 payment | {n} payments',
  },
  version: 'version {version}',
  unverified: 'Not checked when it was made.',
  raw: 'The files as they were, since the site was damaged',
  problems: {
    damaged: 'Damaged, and cannot be restored.',
    newer: 'Made by a newer version of the program. Install that to restore it.',
    unavailable: 'Cannot be read at the moment. Check that its disk is connected.',
    'not-a-site': 'The database is not a site.',
  },
  folder: {
    label: 'Folder',
    own: 'Beside the site, in the program’s own folder',
    inBrowser: 'Another folder is chosen when the program starts: --backups FOLDER',
    choose: 'Choose a folder…',
    useOwn: 'Use the program’s folder',
    open: 'Open the folder',
    chosen: 'New backups go into {folder}.',
    chosenRest: 'Those you have stay where they are and are still in the list.',
    back: 'New backups go beside the site.',
  },
  passwords:
    'Backups contain the passwords, encrypted. They open with the keychain of this computer, or the passphrase of the time when the backup was made.',
  question: {
    done: 'The backup of {when} is restored.',
    doneRest: 'The site as it was is in {kept}.',
  },
}
