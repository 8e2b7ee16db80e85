import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { errorText } from '#shared/wording/error-texts.ts'

const folder = (language: string, part: string) =>
  fileURLToPath(new URL(`../../../src-shared/languages/${language}/${part}`, import.meta.url))

/** Every message of a tree, by its key. */
function* messages(tree: unknown, key = ''): Generator<readonly [key: string, text: string]> {
  if (typeof tree === 'string') yield [key, tree]
  else if (typeof tree === 'object' && tree !== null)
    for (const [step, part] of Object.entries(tree))
      yield* messages(part, key === '' ? step : `${key}.${step}`)
}

/** What a text names in quotation marks. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/[«“]([^»”]*)[»”]/g)].map(([, name = '']) => name)
/** A value in a sentence, no name of something on screen. */
const isValue = (name: string): boolean => /^\$?\{/.test(name)

/** What other programs call things of theirs, and the program's own folder. */
const FOREIGN = new Set(['Apps & Credentials', 'Profile', 'API access', 'Grant API Permission', 'site'])

describe.each(LANGUAGES)('a name in a sentence is on screen: %s', (language) => {
  const read = async () => [
    ...messages(languages[language].start),
    ...messages(await languages[language].pages()),
  ]

  it('in the messages of the window', async () => {
    const all = await read()
    const shown = new Set(all.map(([, text]) => text))
    const wrong = all.flatMap(([key, text]) =>
      namesIn(text)
        .filter((name) => !isValue(name) && !FOREIGN.has(name) && !shown.has(name))
        .map((name) => `${key}: ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('in what errors say, where each name comes from the key of its label', () => {
    const files = readdirSync(folder(language, 'wording'))
    const wrong = files.flatMap((file) =>
      namesIn(
        readFileSync(folder(language, `wording/${file}`), 'utf8').replaceAll(/^ *(\/\/|\/?\*).*$/gm, ''),
      )
        .filter((name) => !isValue(name))
        .map((name) => `${file}: ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('in what errors say after “choose” and “the page”, in quotation marks', () => {
    const unquoted =
      language === 'nb'
        ? /\b(?:[Vv]elg|siden|under) \p{Lu}\p{Ll}+/gu
        : /\b(?:[Cc]hoose|page|under) \p{Lu}\p{Ll}+/gu
    const wrong = readdirSync(folder(language, 'wording')).flatMap((file) =>
      [...readFileSync(folder(language, `wording/${file}`), 'utf8').matchAll(unquoted)].map(
        ([found]) => `${file}: ${found}`,
      ),
    )
    expect(wrong).toEqual([])
  })

  it('and each label that sentences share is a label of the window', async () => {
    const shown = new Set((await read()).map(([, text]) => text))
    const { labels } = (await import(`#shared/languages/${language}/labels.ts`)) as {
      labels: Record<string, string>
    }
    expect(Object.values(labels).filter((label) => !shown.has(label))).toEqual([])
    expect(Object.keys(labels).length).toBeGreaterThan(3)
  })

  it('as with the button that saves a site file', () => {
    const { save } = (languages[language].start as { siteFile: { save: string } }).siteFile
    const { remedy } = errorText(new Refusal('siteFile.not-a-site', { name: 'a.txt' }), language)
    expect(remedy).toContain(save)
  })
})
