import { readImports } from './import-graph.ts'

/** Part of `npm run lint`: names each import that goes up or sideways, and why that is wrong. */
const { summary, modules } = await readImports()
const comments = new Map(summary.ruleSetUsed?.forbidden?.map(({ name, comment }) => [name, comment]))
for (const { rule, from, to } of summary.violations)
  console.error(`${from} imports ${to}\n  ${rule.name}: ${comments.get(rule.name) ?? ''}`)

const unresolved = modules.flatMap(({ source, dependencies }) =>
  dependencies
    .filter(({ couldNotResolve, module }) => couldNotResolve && /^[.#]/.test(module))
    .map(({ module }) => `${source} imports ${module}, which does not exist`),
)
for (const line of unresolved) console.error(line)
process.exit(summary.violations.length + unresolved.length > 0 ? 1 : 0)
