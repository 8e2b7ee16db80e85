import { type revisions as source } from '../nb/revisions.ts'
import { type Shape } from '../shape.ts'

export const revisions: Shape<typeof source> = {
  title: 'History',
  tab: 'Revisions',
  operations: 'All operations',
  view: 'What is shown',
  list: 'Revisions, the newest first',
  empty: 'No revisions yet.',
  emptyHint: 'Each time e-commerce is updated, a numbered revision is stored here.',
  loadFailed: 'The revisions could not be read.',
  both: 'Webex Events and Webex Training',
  reasons: {
    publish: 'Put into production: 1 field | Put into production: {n} fields',
    publishNone: 'Put into production',
    link: 'Linked: the other service’s settings',
    restore: 'Restored from revision {from}',
    'back-to-test': 'Back to test, from what is in production',
    undo: 'A change undone',
    nothing: 'No fields changed',
  },
  chooseHint:
    'Choose one revision to compare it with the one before. Ctrl-click, or B, chooses another to compare with.',
  compare: 'Revision {a}',
  first: 'Empty beginning',
  to: 'revision {b}',
  saved: 'Saved {when} in {mode} for {services}.',
  whole: 'Show all of it',
  differencesOnly: 'Show the differences',
  wholeTitle: 'All of revision {n}',
  restore: 'Restore {n}',
  same: 'Every field differs | 1 field is the same | {n} fields are the same',
  noDifferences: 'The two are the same.',
  restoreNote:
    'Restoring makes revision {next} with what {n} holds. Revision {old} stays. Passwords are never part of a revision.',
  otherMode: 'The revision is from {mode}. The provider account there does not come along.',
  sideA: 'before',
  sideB: 'after',
  service: 'Service',
  services: { all: 'Both', events: 'Events', training: 'Training' },
  plan: {
    title: 'Restore revision {n}?',
    what: 'This changes in {mode} for {services}:',
    nothing: 'Nothing changes: the settings are as in revision {n}.',
    missing:
      'Production would lack: {fields}. Fill them in in test, and put them into production from there.',
    take: 'Restore',
    live: 'It takes effect at once. The next buyer pays for real.',
    done: 'Revision {n} is restored as revision {next}.',
    moved: 'The settings were changed. The differences are the new ones.',
  },
}
