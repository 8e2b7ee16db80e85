import type { Language } from '#shared/preferences.ts'
import { formatDecimal, NBSP } from '#shared/wording/format.ts'

/** A file's size as people say it: "980 B", "14 kB", nb "2,4 MB". */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes}${NBSP}B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}${NBSP}kB`
  return `${formatDecimal(Math.round(bytes / 100_000), 1, language)}${NBSP}MB`
}
