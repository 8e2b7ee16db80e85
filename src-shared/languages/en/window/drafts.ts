import type { drafts as nb } from '../../nb/window/drafts.ts'
import type { Shape } from '../../shape.ts'

export const drafts: Shape<typeof nb> = {
  kept: 'Draft saved at {time}',
  restored: 'Your draft from {when} is restored.',
  passwords: 'Passwords are not part of a draft.',
  discard: 'Discard',
  discarded: 'The draft was discarded.',
  newer: 'There is another draft of this form, from {when}.',
  takeNewer: 'Show it',
  keepMine: 'Keep this one',
  savedOtherwise: 'Changed elsewhere while you were typing: {fields}.',
  savingReplaces: 'If you save, what you typed replaces it. The history shows what was changed.',
  tookNewer: 'The other draft is shown now.',
}
