import type { replacement as source } from '../../nb/window/replacement.ts'
import type { Shape } from '../../shape.ts'

export const replacement: Shape<typeof source> = {
  title: 'Replace {name}?',
  button: 'Replace {name}',
  alone: { file: 'Open {name}?', backup: 'Restore {name}?' },
  aloneButton: { file: 'Open', backup: 'Restore' },
  nameless: 'the site',
  never: 'never',
  when: '{day} at {time}',
  checking: 'Checking the content…',
  file: 'The file {file} was saved {when} and can be opened here ({size}).',
  backup: 'The backup was made {when}.',
  sides: { present: 'Now', file: 'In the file', backup: 'In the backup' },
  rows: {
    codes: 'Promo codes',
    batches: 'Batches',
    redemptions: 'Redemptions',
    messages: 'Messages',
    revisions: 'E-commerce revisions',
    operations: 'Operations in the history',
    lastChange: 'Last changed',
  },
  lost: {
    later:
      'Nothing was done after {when}. | What was done after {when} is not in it: 1 operation. | What was done after {when} is not in it: {n} operations.',
    empty: 'Nothing was done there. What was done on {name} is not in it.',
    other: 'Its history is not that of {name}. Everything there now is replaced.',
  },
  live: {
    title: 'Real payments',
    begins: '{service} goes into production, where payments are real, with these settings.',
    ends: '{service} is no longer in production.',
    same: '{service} stays in production, with the same settings.',
    differs: '{service} stays in production, but with other settings.',
  },
  confirm: 'I have seen what changes for real payments.',
  notes: {
    kept: 'The site as it is now is kept as a backup first.',
    filePasswords: 'Passwords are not in the file and must be entered again.',
    backupPasswords:
      'The passwords become those of then. They open with the keychain of this computer, or with the passphrase of then. If they do not open, they must be entered again.',
    mail: 'No email goes out until you resume sending in the outbox: some of it may have been sent already.',
    older: 'It was made by an earlier version and is updated first.',
  },
}
