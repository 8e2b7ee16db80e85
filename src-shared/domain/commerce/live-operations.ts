import type { Mode } from '../services.ts'

/** What is looked at of an operation: of an undo or a redo, what a person did in the first place. */
export interface PersonsOperation {
  readonly kind: string
  /** The mode of the settings that it changed, where it has one. */
  readonly mode?: Mode | undefined
}

/**
 * True where undoing or redoing the operation can change what buyers meet: payments that are on or off, and what they
 * pay with. That needs the person's answer to a question (SPEC 2.7); a shortcut never does it. An Update in Test and
 * everything outside e-commerce is free.
 */
export function needsReview({ kind, mode }: PersonsOperation): boolean {
  switch (kind) {
    case 'publish':
    case 'restore':
    case 'enable-service':
    // Undone, it takes real payments again.
    case 'back-to-test':
      return true
    case 'update-settings':
      return mode !== 'test'
    default:
      return false
  }
}
