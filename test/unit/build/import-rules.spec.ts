import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ICruiseResult } from 'dependency-cruiser'
import { readImports, sources } from '../../../build/import-graph.ts'

const backend = 'src-main/backend'

/** What is forbidden: the file that imports, what it imports, the rule that reports it. */
const forbidden: [from: string, to: string, rule: string][] = [
  [`${backend}/kernel/jobs.ts`, `${backend}/storage/store.ts`, 'kernel-knows-no-layer'],
  [`${backend}/kernel/log.ts`, `${backend}/areas/mail/mail.ts`, 'kernel-knows-no-layer'],
  [`${backend}/storage/store.ts`, `${backend}/areas/mail/mail.ts`, 'storage-below-areas'],
  [`${backend}/storage/codes.ts`, `${backend}/app/backend.ts`, 'storage-below-areas'],
  [`${backend}/areas/mail/mail.ts`, `${backend}/storage/sqlite/mail.ts`, 'engines-behind-interfaces'],
  [`${backend}/areas/mail/mail.ts`, `${backend}/storage/postgres/mail.ts`, 'engines-behind-interfaces'],
  [`${backend}/storage/mail.ts`, `${backend}/storage/sqlite/mail.ts`, 'engines-behind-interfaces'],
  [`${backend}/areas/mail/mail.ts`, 'node_modules/better-sqlite3/index.ts', 'engines-behind-interfaces'],
  [`${backend}/storage/mail.ts`, 'node_modules/kysely/dist/index.ts', 'engines-behind-interfaces'],
  [`${backend}/kernel/log.ts`, 'node_modules/@types/pg/index.ts', 'engines-behind-interfaces'],
  ['src-main/desktop/menu.ts', 'node_modules/pg-copy-streams/index.ts', 'engines-behind-interfaces'],
  [`${backend}/areas/mail/mail.ts`, `${backend}/app/backend.ts`, 'areas-below-app'],
  [`${backend}/areas/report/report.ts`, `${backend}/areas/mail/outbox.ts`, 'area-public-file'],
  [`${backend}/areas/mail/a.ts`, `${backend}/areas/report/report-task-handlers.ts`, 'area-public-file'],
  [`${backend}/app/backend.ts`, `${backend}/areas/mail/outbox.ts`, 'app-uses-public-files'],
  [`${backend}/areas/mail/smtp.ts`, 'src-main/desktop/menu.ts', 'backend-knows-no-host'],
  ['src-main/desktop/menu.ts', 'src-main/browser/server.ts', 'hosts-apart'],
  ['src-main/desktop/menu.ts', 'src-main/dev/vite-page.ts', 'nothing-imports-dev'],
  ['src-preload/index.ts', 'src-main/desktop/menu.ts', 'preload-knows-shared'],
  ['src-renderer/stores/site.ts', `${backend}/areas/mail/mail.ts`, 'window-knows-shared'],
  ['src-renderer/pages/report/ReportPage.vue', 'src-renderer/pages/mail/MailPage.vue', 'pages-apart'],
  ['src-renderer/components/Card.vue', 'src-renderer/pages/mail/MailPage.vue', 'pages-on-top'],
  ['src-renderer/stores/undo.ts', 'src-renderer/components/Card.vue', 'stores-below-components'],
  ['src-renderer/actions/actions.ts', 'src-renderer/components/Card.vue', 'actions-below-components'],
  ['src-renderer/composables/use-it.ts', 'src-renderer/components/Card.vue', 'composables-below-components'],
  ['src-shared/wire.ts', 'src-renderer/stores/site.ts', 'shared-runs-anywhere'],
  ['src-shared/domain/dates.ts', 'src-shared/wording/format.ts', 'domain-knows-rules-only'],
  ['src-main/browser/server.ts', 'test/support.ts', 'product-knows-no-tests'],
]

const allowed: [from: string, to: string][] = [
  [`${backend}/app/threads/export-thread.ts`, `${backend}/areas/report/report-task-handlers.ts`],
  [`${backend}/areas/history/history.ts`, `${backend}/areas/mail/mail.ts`],
  [`${backend}/areas/mail/outbox.ts`, `${backend}/storage/store.ts`],
  [`${backend}/app/backend.ts`, `${backend}/storage/sqlite/store.ts`],
  [`${backend}/storage/sqlite/mail.ts`, `${backend}/storage/mail.ts`],
  [`${backend}/storage/sqlite/mail.ts`, 'node_modules/better-sqlite3/index.ts'],
  [`${backend}/storage/postgres/mail.ts`, 'node_modules/pg/index.ts'],
  ['src-main/dev/dev-browser.ts', 'src-main/browser/server.ts'],
  ['src-renderer/pages.ts', 'src-renderer/pages/mail/MailPage.vue'],
]

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'imports-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), file.endsWith('.vue') ? `<script lang="ts">\n${text}</script>\n` : text)
}

/** The rules that report an import from one file to another, of a type if not said otherwise. */
async function rulesAgainst(from: string, to: string, kind: 'type' | 'value' = 'type'): Promise<string[]> {
  await rm(folder, { recursive: true, force: true })
  for (const source of sources) await mkdir(join(folder, source), { recursive: true })
  const climb = '../'.repeat(from.split('/').length - 1)
  await write(to, kind === 'type' ? 'export type A = 1\n' : 'export const A = 1\n')
  const imported = kind === 'type' ? `import type { A }` : `import { A }`
  await write(from, `${imported} from '${climb}${to}'\nexport ${kind === 'type' ? 'type' : 'const'} B = A\n`)
  const { summary } = await readImports(folder)
  return summary.violations.map(({ rule }) => rule.name)
}

describe('an import that is forbidden is reported, also of a type', () => {
  it.each(forbidden)('%s → %s', async (from, to, rule) => {
    expect(await rulesAgainst(from, to)).toContain(rule)
  })
})

describe('an import that goes down is not', () => {
  it.each(allowed)('%s → %s', async (from, to) => {
    expect(await rulesAgainst(from, to)).toEqual([])
  })
})

describe('a file of texts may have types of what reads it, and no more', () => {
  const [texts, reader] = ['src-shared/languages/nb/desktop.ts', 'src-shared/languages/desktop-texts.ts']

  it('is reported where it would wait for itself', async () => {
    expect(await rulesAgainst(texts, reader, 'value')).toContain('languages-wait-for-nothing')
    expect(await rulesAgainst(texts, 'src-shared/wording/error-texts.ts', 'value')).toContain(
      'languages-wait-for-nothing',
    )
  })

  it('is not reported otherwise', async () => {
    expect(await rulesAgainst(texts, reader)).toEqual([])
    expect(await rulesAgainst(texts, 'src-shared/languages/formats.ts', 'value')).toEqual([])
  })
})

/** The layer, or the area, that a file of the backend belongs to. */
function unitOf(file: string): string | null {
  const [, layer, area] = /^src-main\/backend\/([^/]+)\/(?:([^/]+)\/)?/.exec(file) ?? []
  if (layer === undefined) return null
  return layer === 'areas' ? `areas/${area}` : layer
}

function importsOfUnits({ modules }: ICruiseResult): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const { source, dependencies } of modules) {
    const from = unitOf(source)
    if (from === null) continue
    const targets = graph.get(from) ?? new Set<string>()
    graph.set(from, targets)
    for (const { resolved } of dependencies) {
      const to = unitOf(resolved)
      if (to !== null && to !== from) targets.add(to)
    }
  }
  return graph
}

/** What is left when units that import nothing else are taken away again and again: the circles. */
function circles(graph: Map<string, Set<string>>): string[] {
  const left = new Map([...graph].map(([unit, targets]) => [unit, new Set(targets)]))
  for (;;) {
    const free = [...left].filter(([, targets]) => [...targets].every((target) => !left.has(target)))
    if (free.length === 0) return [...left.keys()]
    for (const [unit] of free) left.delete(unit)
  }
}

describe('this source tree', () => {
  let imports: ICruiseResult
  beforeAll(async () => void (imports = await readImports()), 120_000)

  it('has no forbidden import', () => {
    expect(imports.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    )
  })

  it('has no circle of layers or areas in the backend, imports of types counted', () => {
    const graph = importsOfUnits(imports)
    expect(graph.size).toBeGreaterThan(15)
    expect(circles(graph)).toEqual([])
  })

  it('would notice a circle', () => {
    expect(
      circles(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['a'])],
          ['c', new Set()],
        ]),
      ),
    ).toEqual(['a', 'b'])
  })
})
