import type { ImportRow } from '#shared/contract/recipients.ts'

/** The number of a row; where it has several recipients, also which of them: `4.2`. */
export const rowLabel = (
  { row, part }: Pick<ImportRow, 'row' | 'part'>,
  count: (n: number) => string,
): string => (part > 1 ? `${count(row)}.${part}` : count(row))
