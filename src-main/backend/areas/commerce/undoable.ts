/** What operations on e-commerce can be undone. */
export const UNDOABLE_COMMERCE = [
  'enable-service',
  'update-settings',
  'publish',
  'restore',
  'back-to-test',
] as const

export type UndoableCommerce = (typeof UNDOABLE_COMMERCE)[number]
export const isUndoableCommerce = (kind: string): kind is UndoableCommerce =>
  UNDOABLE_COMMERCE.some((known) => known === kind)
