import { describe, expect, it } from 'vitest'
import { readPreferences } from '#shared/preferences.ts'
import { preferencesSchema } from '#shared/preferences-schemas.ts'

const norwegian = () => ['nb-NO']
const USUAL = { language: 'nb', theme: 'system' }

describe('kept preferences', () => {
  it('are read as they were', () => {
    const kept = { language: 'en', theme: 'dark' }
    expect(readPreferences(kept, norwegian)).toEqual(kept)
    expect(preferencesSchema.parse(kept)).toEqual(kept)
  })

  it.each([undefined, null, 'en', 7, [], {}, { language: 'fr', theme: 1 }])(
    'are the defaults where they are corrupt: %j',
    (kept) => {
      expect(readPreferences(kept, norwegian)).toEqual(USUAL)
    },
  )

  it('have the spelling that a person chose, and none where that is corrupt', () => {
    const spelling = { check: true, languages: ['nb', 'en-US'] }
    expect(readPreferences({ spelling }, norwegian)).toEqual({ ...USUAL, spelling })
    expect(preferencesSchema.parse({ ...USUAL, spelling })).toEqual({ ...USUAL, spelling })
    for (const corrupt of [7, null, [], {}, { check: 1, languages: [] }, { check: true, languages: 'nb' }])
      expect(readPreferences({ spelling: corrupt }, norwegian)).toEqual(USUAL)
    expect(readPreferences({ spelling: { check: false, languages: ['nb', 7, '../x'] } }, norwegian)).toEqual({
      ...USUAL,
      spelling: { check: false, languages: ['nb'] },
    })
  })

  it.each([
    [{ way: 'none' }, { way: 'none' }],
    [
      { way: 'address', address: 'proxy.example:8080' },
      { way: 'address', address: 'http://proxy.example:8080' },
    ],
    [{ way: 'system' }, undefined],
    [{ way: 'address', address: 'file:///etc' }, undefined],
    [{ way: 'address' }, undefined],
    ['none', undefined],
  ])('have the proxy that a person chose, and the system’s where that is corrupt: %j', (kept, proxy) => {
    expect(readPreferences({ proxy: kept }, norwegian)).toEqual({ ...USUAL, ...(proxy && { proxy }) })
  })

  it('keep what is valid beside what is corrupt', () => {
    expect(readPreferences({ language: 'en', theme: 'pink' }, norwegian)).toEqual({
      language: 'en',
      theme: 'system',
    })
  })

  it('follow the system only where nothing is kept', () => {
    expect(readPreferences({}, () => ['en-CA', 'nb'])).toMatchObject({ language: 'en' })
    expect(readPreferences({ theme: 'dark' }, () => ['sv-SE'])).toEqual({ language: 'nb', theme: 'dark' })
    const asked = () => {
      throw new Error('The system was asked')
    }
    expect(readPreferences({ language: 'nb' }, asked)).toEqual(USUAL)
  })

  it('are an object where a page sends them', () => {
    expect(preferencesSchema.safeParse('en').success).toBe(false)
  })
})
