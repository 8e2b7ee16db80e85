import type { Sums } from '#shared/contract/report.ts'
import type { Language } from '#shared/languages/languages.ts'
import { formatCount, formatMoney } from '#shared/wording/format.ts'
import type { DrawnRange } from '../../components/grid/grid-props.ts'

export interface RangeSum {
  readonly column: 'used' | 'discount'
  readonly word: string
  readonly text: string
}

/** The sums of a range's numeric columns, in their order on screen. Currencies are never added to each other. */
export function rangeSums(
  { keys }: DrawnRange,
  { codes, used, discounts }: Sums,
  t: (key: string, values?: Record<string, string> | number, plural?: number) => string,
  language: Language,
): readonly RangeSum[] {
  const percentages = codes - discounts.reduce((sum, one) => sum + one.codes, 0)
  const money = [
    ...discounts.map(({ minor, currency }) => formatMoney({ minor, currency }, language)),
    ...(percentages > 0
      ? [t('report.status.percentages', { n: formatCount(percentages, language) }, percentages)]
      : []),
  ].join(' + ')
  return keys.flatMap((column): RangeSum[] => {
    if (column === 'used')
      return [{ column, word: t('report.status.sumUsed'), text: formatCount(used, language) }]
    return column === 'discount' && discounts.length > 0
      ? [{ column, word: t('report.status.sumDiscount'), text: money }]
      : []
  })
}
