/** Whether this person wants it to look for updates. */
export interface UpdateChoice {
  readonly wanted: boolean
}

/** What was kept of it; wanted where nothing was. By hand: zod would hold up the first window. */
export function readUpdateChoice(kept: unknown): UpdateChoice {
  const { wanted } = (kept ?? {}) as Partial<Record<keyof UpdateChoice, unknown>>
  return { wanted: wanted !== false }
}
