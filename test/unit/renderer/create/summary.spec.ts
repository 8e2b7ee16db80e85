import { describe, expect, it } from 'vitest'
import type { Creation } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { type Planned, summaryOf } from '../../../../src-renderer/pages/create/summary.ts'
import { translatorOf } from '../translator.ts'

const creation: Creation = {
  service: 'events',
  appliesTo: 'live-events',
  recipients: { kind: 'file', importId: 'i1' },
  codeType: { kind: 'generated', perRecipient: 2, length: 10 },
  usage: { kind: 'once' },
  discount: { kind: 'percent', hundredths: 2500 },
  expires: '2026-06-30' as IsoDate,
  batchName: '',
}
const plan: Planned = { recipients: 244, codes: 488, batches: 1, leftOut: 6 }
const said = (language: Language, change: Partial<Creation> = {}, planned: Partial<Planned> = {}) => {
  const { lead, rest } = summaryOf(
    { ...creation, ...change },
    { ...plan, ...planned },
    translatorOf(language),
    language,
  )
  return `${lead}|${rest}`.replaceAll('\u00a0', ' ')
}
const kari: Partial<Creation> = {
  recipients: { kind: 'one', name: 'Kari Nordmann', email: 'kari@example.com' },
}

describe('the sentence that says what will be made', () => {
  it('is that of the picture', () => {
    expect(said('nb')).toBe(
      '488 koder til 244 mottakere|, to hver på 10 tegn. 25 % rabatt på direktesendte hendelser i Webex Events, én gang per kode, gyldig ut 30.06.2026. Seks rader hoppes over.',
    )
    expect(said('en')).toBe(
      '488 codes for 244 recipients|, two each, 10 characters long. 25% off live events in Webex Events, once per code, until the end of Jun 30, 2026. Six rows are skipped.',
    )
  })

  it('mentions one skipped row, many, and none', () => {
    expect(said('nb', {}, { leftOut: 1 })).toMatch(/ Én rad hoppes over\.$/)
    expect(said('nb', {}, { leftOut: 1284 })).toMatch(/ 1 284 rader hoppes over\.$/)
    expect(said('en', {}, { leftOut: 1 })).toMatch(/ One row is skipped\.$/)
    expect(said('nb', {}, { leftOut: 0 })).toMatch(/30\.06\.2026\.$/)
  })

  it('names one recipient, with one code or more', () => {
    const generated = (perRecipient: number): Partial<Creation> => ({
      ...kari,
      codeType: { kind: 'generated', perRecipient, length: 12 },
    })
    const single = { recipients: 1, codes: 1, leftOut: 0 }
    expect(said('nb', generated(1), single)).toMatch(/^1 kode til Kari Nordmann\| på 12 tegn\. /)
    expect(said('en', generated(1), single)).toMatch(/^1 code for Kari Nordmann\|, 12 characters long\. /)
    expect(said('nb', generated(5), { ...single, codes: 5 })).toMatch(
      /^5 koder til Kari Nordmann\|, hver på 12 tegn\. /,
    )
  })

  it('shows a custom code', () => {
    const custom: Partial<Creation> = { ...kari, codeType: { kind: 'custom', code: 'VAAR-26' } }
    const single = { recipients: 1, codes: 1, leftOut: 0 }
    expect(said('nb', custom, single)).toMatch(/^Koden VAAR-26 til Kari Nordmann\|\. 25 % rabatt/)
    expect(said('en', custom, single)).toMatch(/^The code VAAR-26 for Kari Nordmann\|\. 25% off/)
  })

  it('shows an amount with symbol and code, and every kind of usage', () => {
    const amount: Partial<Creation> = { discount: { kind: 'amount', minor: 9000, currency: 'USD' } }
    expect(said('nb', { ...amount, usage: { kind: 'times', times: 5 } })).toContain(
      'US$ 90,00 rabatt på direktesendte hendelser i Webex Events, fem ganger per kode, gyldig ut',
    )
    expect(said('en', { ...amount, usage: { kind: 'unlimited' } })).toContain(
      'US$90.00 off live events in Webex Events, any number of times, until the end of',
    )
  })

  it('says that the recipients make several batches', () => {
    expect(said('nb', {}, { batches: 2 })).toContain(' Fordelt på to serier.')
    expect(said('en', {}, { batches: 15 })).toContain(' In 15 batches.')
  })
})
