import type { common as source } from '../../nb/window/common.ts'
import type { Shape } from '../../shape.ts'

export const common: Shape<typeof source> = {
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  save: 'Save',
  progress: '{done} of {total}',
  codes: 'no codes | 1 code | {n} codes',
  recipients: 'no recipients | 1 recipient | {n} recipients',
  rows: 'no rows | 1 row | {n} rows',
  today: 'today',
  yesterday: 'yesterday',
  keys: { Shift: 'Shift', Space: 'Space', Arrows: 'Arrow keys' },
  dates: {
    choose: 'Choose in a calendar',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    inDays: '+{n} days',
    unreadable: 'This is not a date. Write it as {example}.',
  },
}
