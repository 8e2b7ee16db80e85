import type { Summary } from '#shared/contract/report.ts'

const PARTS = ['codes', 'active', 'notYetValid', 'expired', 'usedUp', 'deleted', 'redemptions'] as const

export interface SummaryPart {
  readonly key: (typeof PARTS)[number]
  readonly figure: string
  readonly word: string
}

/** The report counted by status, a figure with its word each; what there is none of is left out. */
export function summaryParts(
  summary: Summary,
  t: (key: string, plural: number) => string,
  count: (n: number) => string,
): readonly SummaryPart[] {
  return PARTS.filter((key) => key === 'codes' || summary[key] > 0).map((key) => ({
    key,
    figure: count(summary[key]),
    word: t(`report.status.${key}`, summary[key]),
  }))
}
