import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '#shared/contract/site-settings.ts'
import { formatCount } from '#shared/wording/format.ts'
import {
  changedSettings,
  errorsOf,
  formOf,
  type SavedSite,
  valueFrom,
} from '../../../src-renderer/pages/settings/site-form.ts'

const site: SavedSite = { ...DEFAULT_SETTINGS, name: 'Fjordkurs', timeZone: 'Europe/Oslo' }
const form = formOf(site, String)

describe('the settings form', () => {
  it.each([
    ['1', 1],
    ['1000', 1000],
    ['1 000', 1000],
    ['1\u00a0000', 1000],
    ['1,000', 1000],
    ['1.000', 1000],
    ['100 000', 100_000],
    ['100001', undefined],
    ['0', undefined],
    ['', undefined],
    ['-5', undefined],
    ['1,5', undefined],
    ['many', undefined],
  ])('reads the limit %j as %j', (text, limit) => expect(valueFrom('recipientLimit', text)).toBe(limit))

  it.each(['nb', 'en'] as const)('is unchanged and right as it is opened (%s)', (language) => {
    const opened = formOf(site, (n) => formatCount(n, language))
    expect(errorsOf(opened)).toEqual({})
    expect(changedSettings(opened, site)).toEqual([])
  })

  it('names the fields that differ in meaning, not in typing', () => {
    const typed = { ...form, name: ' Fjordkurs ', timeZone: 'UTC', recipientLimit: '1 000' }
    expect(changedSettings(typed, site)).toEqual(['timeZone'])
  })

  it('takes a link with a place for the code, and says what is wrong with another', () => {
    const promoLink = ' https://kurs.example.com/?kode=%PromoCode% '
    expect(valueFrom('promoLink', promoLink)).toBe(promoLink.trim())
    expect(valueFrom('promoLink', '')).toBe('')
    expect(errorsOf({ ...form, promoLink: 'https://kurs.example.com/' })).toEqual({ promoLink: 'no-code' })
    expect(errorsOf({ ...form, promoLink: 'kurs' })).toEqual({ promoLink: 'not-an-address' })
  })

  it('says what is wrong, by field', () => {
    expect(errorsOf({ ...form, name: ' ', timeZone: 'Europe/Atlantis', recipientLimit: '0' })).toEqual({
      name: 'missing',
      timeZone: 'wrong',
      recipientLimit: 'wrong',
    })
    expect(errorsOf({ ...form, name: 'x'.repeat(81) })).toEqual({
      name: 'tooLong',
    })
  })
})
