import type { siteFile as source } from '../../nb/window/site-file.ts'
import type { Shape } from '../../shape.ts'

export const siteFile: Shape<typeof source> = {
  title: 'Backup',
  what: 'The whole site in one file: settings, revisions, promo codes and history. Passwords are not in it.',
  save: 'Save a backup',
  open: 'Open a backup',
  suggested: '{name} {date}',
  saved: 'The backup is saved.',
  savedRest: '{size}. Passwords are not in it.',
  sample: 'Go back to your own site to open a backup.',
  moving: {
    title: 'Moving from another machine?',
    what: 'Open a backup. Passwords do not come along and have to be entered again.',
  },
  check: {
    title: 'Open {name}?',
    holds: 'The file {file} was saved {when} and can be opened here.',
    codes: 'Promo codes',
    batches: 'Batches',
    revisions: 'Revisions of e-commerce',
    operations: 'Operations in the history',
    size: 'Size',
    older: 'An older version made it; it is brought up to date when it is opened.',
    replaces:
      'It takes the place of the site {name}, which is backed up first. Passwords have to be entered again.',
    button: 'Open',
    done: 'The site {name} is opened from the file.',
    doneRest: 'What was here is in {backup}. Passwords have to be entered again.',
  },
}
