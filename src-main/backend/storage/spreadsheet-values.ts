import { SPREADSHEET_EXAMPLES, type SpreadsheetValues } from '#shared/contract/report.ts'
import { isSpreadsheetValue } from '#shared/domain/spreadsheet-value.ts'

/** Counts codes that a spreadsheet reads as something else, chunk by chunk, and keeps the first of them. */
export function createValueCounter() {
  let count = 0
  const examples: string[] = []
  return {
    add(codes: readonly string[]): void {
      for (const code of codes) {
        if (!isSpreadsheetValue(code)) continue
        count += 1
        if (examples.length < SPREADSHEET_EXAMPLES) examples.push(code)
      }
    },
    found: (): SpreadsheetValues => ({ count, examples }),
  }
}
