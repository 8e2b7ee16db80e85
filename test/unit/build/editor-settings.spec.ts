import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import prettier from '../../../.prettierrc.json' with { type: 'json' }

it('editors are set up as Prettier formats', async () => {
  const text = await readFile(new URL('../../../.editorconfig', import.meta.url), 'utf8')
  const [, everywhere] = /^\[\*\]\n((?:.+\n)+)/m.exec(text) ?? []
  const settings = Object.fromEntries(
    (everywhere ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split(' = ')),
  )
  // Prettier's own defaults where its settings name nothing.
  const { tabWidth, useTabs, endOfLine, printWidth } = {
    ...{ tabWidth: 2, useTabs: false, endOfLine: 'lf' },
    ...prettier,
  }
  expect(settings).toMatchObject({
    indent_style: useTabs ? 'tab' : 'space',
    indent_size: String(tabWidth),
    end_of_line: endOfLine,
    max_line_length: String(printWidth),
    insert_final_newline: 'true',
  })
})
