import type { Ledger } from './ledger.ts'

/** For whoever runs a campaign: what it measured, and what its clients met. */
export function printFigures(measured: string, { confirmed, refusals }: Ledger): void {
  const refused = [...refusals].map(([code, count]) => `${code} ${count}`).join(', ') || 'none'
  process.stdout.write(`${measured}; ${confirmed.size} changes confirmed; refused: ${refused}\n`)
}
