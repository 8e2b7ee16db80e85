/** What can be done about a site, beside restoring a backup. */
export type WayOn = 'read' | 'retry' | 'sample'

/** The ways on, the best one first. There is always one. */
export const waysOn = ({ isReadOnly }: { isReadOnly: boolean }): WayOn[] =>
  isReadOnly ? ['read', 'retry', 'sample'] : ['retry', 'sample']
