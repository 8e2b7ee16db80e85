import { describe, expect, it } from 'vitest'
import { readPreferences } from '#shared/preferences.ts'
import { preferencesSchema } from '#shared/preferences-schemas.ts'

const USUAL = { language: 'nb', theme: 'system' }

describe('kept preferences', () => {
  it('are read as they were', () => {
    const kept = { language: 'en', theme: 'dark' }
    expect(readPreferences(kept)).toEqual(kept)
    expect(preferencesSchema.parse(kept)).toEqual(kept)
  })

  it.each([undefined, null, 'en', 7, [], {}, { language: 'fr', theme: 1 }])(
    'are the defaults where they are corrupt: %j',
    (kept) => {
      expect(readPreferences(kept)).toEqual(USUAL)
    },
  )

  it('keep what is valid beside what is corrupt', () => {
    expect(readPreferences({ language: 'en', theme: 'pink' })).toEqual({ language: 'en', theme: 'system' })
  })

  it('are an object where a page sends them', () => {
    expect(preferencesSchema.safeParse('en').success).toBe(false)
  })
})
