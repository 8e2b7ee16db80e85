import { writeFileSync } from 'node:fs'
import { createFigures } from './figures.ts'
import { packageFigures } from './figures/package.ts'
import { scaleFigures } from './figures/scale.ts'
import { teamFigures } from './figures/team.ts'
import { removeScratch } from './bench-site.ts'
import type { Figure, FigureResult } from './figure.ts'

/**
 * `npm run bench [-- WORD …]`: measures the figures (those whose name has one of the words), prints a table, writes
 * `bench-results.json`, and ends with 1 when one is over its limit. Every ratio is against a baseline of the same run.
 * With `scale`, `package` or `team` as the first word, those figures instead that take too long for every run.
 */
const SETS: Record<string, () => readonly Figure[]> = {
  scale: () => scaleFigures,
  package: () => packageFigures,
  team: () => teamFigures,
}
const [first, ...rest] = process.argv.slice(2).map((word) => word.toLowerCase())
const named = SETS[first ?? '']
const words = named || first === undefined ? rest : [first, ...rest]
const wanted = (named ?? createFigures)().filter(
  ({ figure }) => words.length === 0 || words.some((word) => figure.toLowerCase().includes(word)),
)
const results: FigureResult[] = []
for (const { figure, unit, limit, measure } of wanted) {
  const value = Math.round((await measure()) * 100) / 100
  const result = { figure, value, unit, limit, ok: value <= limit }
  results.push(result)
  console.log(row(result))
}
writeFileSync('bench-results.json', JSON.stringify(results, null, 2) + '\n')
const over = results.filter(({ ok }) => !ok)
console.log(`${results.length - over.length} of ${results.length} figures within their limit`)
await removeScratch()
process.exit(over.length === 0 && results.length > 0 ? 0 : 1)

function row({ figure, value, unit, limit, ok }: FigureResult): string {
  return `${ok ? 'ok  ' : 'OVER'}  ${value.toFixed(2).padStart(8)} ${unit.padEnd(13)}  limit ${String(limit).padEnd(4)}  ${figure}`
}
