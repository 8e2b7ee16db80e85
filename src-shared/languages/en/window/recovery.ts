import type { recovery as source } from '../../nb/window/recovery.ts'
import type { Shape } from '../../shape.ts'

/** The screen that is shown when the site cannot be opened, or is damaged. */
export const recovery: Shape<typeof source> = {
  title: 'The site cannot be opened',
  titleReadOnly: 'The site is damaged',
  unknown: 'The site is not open.',
  opened: 'The site is open.',
  asBefore: 'Tried again. It is as before. | Tried again {n} times. It is as before.',
  ways: {
    read: {
      title: 'Go on reading',
      detail: 'Codes, reports and history can be shown and exported as far as they can be read.',
      button: 'Show the site',
    },
    retry: {
      title: 'Once the problem is fixed',
      detail: 'The site is opened as it is; nothing is changed.',
      button: 'Try again',
    },
    sample: {
      title: 'Look at the sample data meanwhile',
      detail: 'Its names and codes are made up. Your own site is not touched.',
      button: 'Open the sample data',
    },
  },
}
