import { expect, it } from 'vitest'
import { helpText } from '#shared/languages/help-texts.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { ACTIONS } from '../../../src-renderer/actions/actions.ts'
import { NAVIGATION } from '../../../src-renderer/pages.ts'
import { PARTS, placesIn, type Texts } from '../../../src-renderer/places.ts'

const textsOf = async (language: (typeof LANGUAGES)[number]): Promise<Texts> => ({
  ...(await languages[language].pages()),
  start: languages[language].start,
})

it.each(LANGUAGES)('the search words in %s are for things that exist', async (language) => {
  const places = placesIn(await textsOf(language))
  const known = new Set([
    ...Object.keys(PARTS),
    ...places.map(({ part, field }) => `${part}.${field}`),
    ...Object.keys(ACTIONS).map((name) => `action.${name}`),
    'action.language',
    ...NAVIGATION.flatMap(({ entries }) => entries.map(({ key }) => `page.${key}`)),
  ])
  expect(Object.keys(await languages[language].finder()).filter((key) => !known.has(key))).toEqual([])
})

it.each(LANGUAGES)(
  'every place has a label in %s, without a value that it does not have',
  async (language) => {
    const texts = await textsOf(language)
    const labels = placesIn(texts).map((place) => place.label(texts))
    expect(labels.length).toBeGreaterThan(60)
    for (const label of labels) expect(label).toMatch(/^[^{|]+$/)
  },
)

it.each(LANGUAGES)('help in %s is whole sentences', async (language) => {
  const help = await languages[language].help()
  for (const [part, texts] of Object.entries(help))
    for (const field of Object.keys(texts as object)) {
      const text = helpText(help, `${part}.${field}` as Parameters<typeof helpText>[1])
      for (const paragraph of text.split('\n')) expect(paragraph).toMatch(/^\p{Lu}.*\.$/u)
      expect(text.length).toBeLessThan(420)
    }
})
