import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSpelling, type SpellingSession } from '../../../src-main/desktop/spelling.ts'
import { spellingFor } from '../../../src-main/desktop/spelling-choice.ts'

const AVAILABLE = ['da', 'en-GB', 'en-US', 'nb', 'sv']

it('is the system’s where it has one, and on Linux off until a person wants it', () => {
  expect(spellingFor(undefined, 'nb-NO', AVAILABLE, 'win32')).toEqual({ check: true, languages: ['nb'] })
  expect(spellingFor(undefined, 'en-US', AVAILABLE, 'linux')).toEqual({ check: false, languages: ['en-US'] })
  expect(spellingFor(undefined, 'nb-NO', [], 'darwin')).toEqual({ check: true, languages: [] })
  const chosen = { check: true, languages: ['sv', 'nb'] }
  expect(spellingFor(chosen, 'nb-NO', AVAILABLE, 'linux')).toEqual(chosen)
})

it('never names a language that there is no word list of', () => {
  const tag = fc.constantFrom(...AVAILABLE, 'xx', 'nn-NO')
  fc.assert(
    fc.property(fc.array(tag), fc.array(tag), fc.boolean(), (wanted, available, check) => {
      const found = spellingFor({ check, languages: wanted }, 'nb-NO', available, 'linux')
      expect(available).toEqual(expect.arrayContaining([...found.languages]))
      expect(found.check).toBe(check)
    }),
  )
})

/** A session that notes what is done with it. */
function session() {
  const done: unknown[] = []
  const listeners = new Map<string, (event: unknown, list: string) => void>()
  const fake = {
    availableSpellCheckerLanguages: AVAILABLE,
    setSpellCheckerEnabled: (on: boolean) => void done.push(on),
    setSpellCheckerLanguages: (languages: string[]) => void done.push(languages),
    addWordToSpellCheckerDictionary: () => true,
    on: (event: string, listener: (event: unknown, list: string) => void) => listeners.set(event, listener),
  }
  return { done, listeners, session: fake as unknown as SpellingSession }
}

it('names the languages before it switches on, so that no other word list is downloaded', () => {
  const { done, session: fake } = session()
  const spelling = createSpelling(fake, () => undefined, 'linux')
  spelling.apply({ language: 'nb', theme: 'system' })
  expect(done).toEqual([false, false])
  spelling.apply({ language: 'nb', theme: 'system', spelling: { check: true, languages: [] } })
  expect(done.slice(2)).toEqual([['nb'], true])
})

it('says which word list could not be downloaded, until it is there', () => {
  const { listeners, session: fake } = session()
  let changes = 0
  const spelling = createSpelling(fake, () => (changes += 1), 'linux')
  const failed = () => spelling.state({ language: 'nb', theme: 'system' }).failed
  listeners.get('spellcheck-dictionary-download-failure')?.(null, 'en-US-10-1')
  expect(failed()).toEqual(['en-US'])
  listeners.get('spellcheck-dictionary-initialized')?.(null, 'en-US-10-1')
  expect(failed()).toEqual([])
  expect(changes).toBe(2)
})
