import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { start } from '#shared/languages/nb/window/start.ts'

/** What a window shows before it has read the messages of its other pages. */
const SHOWN_AT_START = [
  'wording',
  'components/shell',
  'components/notices',
  'components/secrets',
  'components/site-file',
  'pages/overview',
  'stores',
]
const ALONE = [
  'App.vue',
  'components/NoticeBar.vue',
  'components/DialogFailure.vue',
  'components/JobBar.vue',
  'components/PageFrame.vue',
]

/** They come with the texts of the other pages (`App.vue`). */
const WITH_TEXTS = [
  'components/shell/shortcut-sheet.ts',
  'components/shell/use-palette-entries.ts',
  'components/shell/AboutDialog.vue',
  'components/shell/use-about-document.ts',
  'components/shell/use-long-work.ts',
]

const renderer = fileURLToPath(new URL('../../../src-renderer/', import.meta.url))
const files = [
  ...ALONE,
  ...SHOWN_AT_START.flatMap((folder) => readdirSync(renderer + folder).map((name) => `${folder}/${name}`)),
].filter((name) => /\.(vue|ts)$/.test(name) && !WITH_TEXTS.includes(name))

/** What is under a key, or under the part of it before its first changing piece. */
function found(key: string): unknown {
  const steps = key.split('${')[0]?.split('.') ?? []
  const whole = key.includes('${') ? steps.slice(0, -1) : steps
  return whole.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], start)
}

describe('the messages of a start', () => {
  it.each(files)('hold what %s says', (file) => {
    const text = readFileSync(renderer + file, 'utf8')
    const keys = [...text.matchAll(/\bt\(\s*(['`])([a-zA-Z]+\.[^'`]+)\1/g)].map(([, , key = '']) => key)
    expect(keys.filter((key) => found(key) === undefined)).toEqual([])
  })

  it('are looked for in more than a few files', () => {
    expect(files.length).toBeGreaterThan(40)
  })
})
