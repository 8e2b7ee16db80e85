import { describe, expect, it } from 'vitest'
import { languageForCountry, languageForLocales } from '#shared/languages/languages.ts'

describe('the language at the first start', () => {
  it.each([
    'nb',
    'nb-NO',
    'nb_NO.UTF-8',
    'nn-NO',
    'no',
    'NO',
    'nb-Latn-NO',
    'nb-SE',
    'da-DK',
    'da',
    'da_GL',
    'sv-SE',
    'sv-FI',
    'sv_SE.UTF-8@euro',
  ])('is Norwegian for %s', (locale) => {
    expect(languageForLocales([locale])).toBe('nb')
  })

  it.each([
    'en-CA',
    'en_CA.UTF-8',
    'en-NO',
    'en-DK',
    'fr-CA',
    'fi-FI',
    'fi-SE',
    'is-IS',
    'fo-FO',
    'de-DE',
    'es-SV',
    'se-NO',
    'non',
    'dav-KE',
    'svk',
    'zh-Hans-CN',
    'C',
    'C.UTF-8',
    'POSIX',
    '*',
    '',
  ])('is English for “%s”', (locale) => {
    expect(languageForLocales([locale])).toBe('en')
  })

  it('is that of the first locale which anybody reads a language of ours for', () => {
    expect(languageForLocales([])).toBe('en')
    expect(languageForLocales(['en-CA', 'nb-NO'])).toBe('en')
    expect(languageForLocales(['se-NO', 'nb-NO', 'en'])).toBe('nb')
    expect(languageForLocales('da-DK,da;q=0.9, en;q=0.8'.split(','))).toBe('nb')
    expect(languageForLocales('fr-CA,fr;q=0.9, en-CA;q=0.8'.split(','))).toBe('en')
  })
})

it.each([
  ['NO', 'nb'],
  ['nb_NO', 'nb'],
  ['en_NO', 'nb'],
  ['da_DK', 'nb'],
  ['en-US', 'en'],
  ['es_SV', 'en'],
])('PayPal’s place %s has pages in %s', (place, language) => {
  expect(languageForCountry(place)).toBe(language)
})
