import type { Language } from '#shared/preferences.ts'
import { formatDecimal, NBSP } from '#shared/wording/format.ts'

/** A size as a person reads it: "812 kB", "1,2 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const thousands = bytes / 1000
  if (thousands < 1000) return `${formatDecimal(Math.max(1, Math.round(thousands)), 0, language)}${NBSP}kB`
  return `${formatDecimal(Math.round(thousands / 100), 1, language)}${NBSP}MB`
}
