import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const document = read('SECURITY.md')

/** The cells of each row of a table, a `|` inside one as it is. */
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|-/.test(line))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
const checklist = rows.filter(([number = '']) => /^\d+$/.test(number))

/** "`file`: `line of code`" in the last cell of each row. */
const lines = rows.flatMap((row) =>
  [...(row.at(-1) ?? '').matchAll(/`([\w./-]+)`: `([^`]+)`/g)].map(([, file = '', line = '']) => ({
    file,
    line,
  })),
)
/** "nowhere: `word`, `word`" in the last cell of each row. */
const nowhere = rows.flatMap((row) => {
  const [, words = ''] = /nowhere: (.*)$/.exec(row.at(-1) ?? '') ?? []
  return [...words.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
})

const FOLDERS = ['src-main', 'src-preload', 'src-renderer', 'src-shared', 'build']
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue|html|mjs)$/.test(name))
    .map((name) => ({ path: `${folder}/${name}`, text: read(`${folder}/${name}`) })),
)

describe('SECURITY.md', () => {
  it('has each of the twenty points of Electron’s checklist, with what satisfies it', () => {
    expect(checklist.map(([number]) => Number(number))).toEqual(
      Array.from({ length: 20 }, (_none, i) => i + 1),
    )
    for (const row of checklist) expect(row.at(-1), row[1]).toMatch(/`[^`]+`: `[^`]+`|nowhere: `/)
  })

  it.each(lines)('$file has the line: $line', ({ file, line }) => {
    const found = read(file)
      .split('\n')
      .filter((one) => one.trim() === line)
    expect(found.length).toBeGreaterThan(0)
  })

  it.each(nowhere)('no source mentions %s', (word) => {
    expect(sources.length).toBeGreaterThan(500)
    expect(sources.filter(({ text }) => text.includes(word)).map(({ path }) => path)).toEqual([])
  })

  it('links to files that exist', () => {
    for (const name of ['SECURITY.md', 'docs/threat-model.md'])
      for (const [, target = ''] of read(name).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
        expect(() => read(join(name, '..', target)), `${name}: ${target}`).not.toThrow()
  })
})
