import type { siteFile as source } from '../../nb/window/site-file.ts'
import type { Shape } from '../../shape.ts'

export const siteFile: Shape<typeof source> = {
  title: 'The site in one file',
  what: 'To move or archive it: settings, revisions, promo codes and history. Passwords are not in it.',
  save: 'Save the site to a file',
  open: 'Open a site file',
  suggested: '{name} {date}',
  saved: 'The site is saved to the file.',
  savedRest: '{size}. Passwords are not in it.',
  sample: 'Go back to your own site to open a site file.',
  moving: {
    title: 'Moving from another computer?',
    what: 'Open a site file. Passwords are not included and have to be entered again.',
  },
  dropped: {
    several: 'Drop one file at a time.',
    severalRest: 'None of the {count} files was opened.',
    unknown: '{name} cannot be opened here.',
    unknownRest: 'Drop a recipient file (.txt, .csv, .xlsx, .xls or .ods) or a site file (.ehandel).',
  },
  check: {
    codes: 'Promo codes',
    batches: 'Batches',
    revisions: 'Revisions of e-commerce',
    operations: 'Operations in the history',
    done: 'The site {name} is opened from the file.',
    wayBack: 'Go back to what was there',
    doneRest: 'What was here is in the backup {backup}. Passwords have to be entered again.',
  },
}
