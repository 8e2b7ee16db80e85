import type { recovery as source } from '../../nb/window/recovery.ts'
import type { Shape } from '../../shape.ts'

/** The screen that is shown when the site cannot be opened, or is damaged. */
export const recovery: Shape<typeof source> = {
  title: 'The site cannot be opened',
  titleReadOnly: 'The site is damaged',
  titleRescued: 'The site is open again',
  unknown: 'The site is not open.',
  opened: 'The site is open.',
  asBefore: 'Tried again. It is as before. | Tried again {n} times. It is as before.',
  backups: 'Restore a backup',
  backupsWhat: 'It replaces the site. What is there now is kept as a copy.',
  unreadable: 'Nothing in the database could be read. Restore a backup.',
  empty: 'To begin with an empty site instead, close the program and move the folder “site” somewhere else.',
  ways: {
    read: {
      title: 'Continue reading',
      detail: 'Codes, reports and history can be shown and exported as far as they can be read.',
      button: 'Show the site',
    },
    rescue: {
      title: 'Save what can be read',
      detail:
        'Everything that can be read becomes a new site, in which you continue. The damaged files are kept, and you get a list of what is missing.',
      button: 'Save what can be read',
    },
    retry: {
      title: 'Once the problem is fixed',
      detail: 'The site is opened as it is; nothing is changed.',
      button: 'Try again',
    },
    folder: {
      title: 'Go back to this computer',
      detail: 'The site here is opened as it was when you left it. The one in the database stays there.',
      button: 'Open the site on this computer',
    },
    sample: {
      title: 'Look at the sample data in the meantime',
      detail: 'Its names and codes are made up. Your own site is not changed.',
      button: 'Open the sample data',
    },
  },
  result: {
    fact: 'What could be read is saved in a new site.',
    kept: 'The damaged files are kept among the backups, as {name}.',
    lost: 'Lost or uncertain',
    nothing: 'Nothing was lost.',
    goOn: 'Continue in the new site',
    goOnDetail: 'Mail that waits is not sent until you choose that in the outbox.',
    goOnButton: 'Continue',
    list: 'Save the list',
    listDetail: 'It is in the history as well.',
    listButton: 'Save the list',
    listSaved: 'The list is saved.',
    file: 'lost-from-the-site.txt',
  },
}
