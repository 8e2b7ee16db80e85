import type { RouteLocationRaw } from 'vue-router'

/** Leads to the question whether the backup of this name is to be restored. */
export const wayBack = (backup: string): RouteLocationRaw => ({
  name: 'settings',
  query: { restore: backup },
})
