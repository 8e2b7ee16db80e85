import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { DEFAULT_TEMPLATES } from '#shared/wording/message/default-templates.ts'
import { mergeRows } from '#backend/areas/mail/files/merge-columns.ts'
import type { FileMessage } from '#backend/areas/mail/files/file-messages.ts'

const LONGEST = 32_767

function message(count: number, template = DEFAULT_TEMPLATES.events.nb, promoLink = ''): FileMessage {
  const codes = Array.from({ length: count }, (_, i) => ({
    code: `KODE${String(i).padStart(6, 'A')}`,
    discount: { kind: 'percent' as const, hundredths: 2500 },
    appliesTo: 'live-events' as const,
    expires: '2027-06-30' as IsoDate,
  }))
  return {
    codes,
    codeIds: codes.map((_, i) => i),
    message: {
      ...{ id: 1, batch: 1, batchName: '', service: 'events', language: 'nb', template },
      ...{ merchant: 'Fjordkurs AS', support: 'hjelp@fjordkurs.example', promoLink },
      ...{ name: 'Kari Nordmann', address: 'kari@example.com', key: 'kari@example.com', messageId: 'a' },
      ...{ resendOf: null, state: 'queued', queuedAt: 0, stateAt: 0, nextTry: 0, tries: 0, problem: null },
      ...{ answer: '', codes: count, resent: false },
    },
  }
}

describe('a message as rows for mail merge', () => {
  it('is one row with all codes in its text, and no word of an attachment', () => {
    const [row, ...others] = mergeRows(message(21))
    expect(others).toEqual([])
    expect(row?.count).toBe(21)
    expect(row?.text).toContain('KODEAAAA20')
    expect(row?.text).not.toMatch(/vedlegg|vedlagt|\.csv/i)
  })

  it('is several rows where a cell cannot hold the codes, each with its own, and none is lost', () => {
    const rows = mergeRows(message(4000))
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) {
      expect(Math.max(row.codes.length, row.text.length)).toBeLessThanOrEqual(LONGEST)
      expect(row).toMatchObject({ email: 'kari@example.com', count: row.codes.split(', ').length })
      for (const code of row.codes.split(', ')) expect(row.text).toContain(code)
      expect(row.text).not.toMatch(/vedlegg|vedlagt|\.csv/i)
    }
    const all = rows.flatMap(({ codes }) => codes.split(', '))
    expect(all).toEqual(message(4000).codes.map(({ code }) => code))
  })

  it('has the link of each code, joined as the codes are, and none where the site has none', () => {
    const link = 'https://kurs.example.com/?kode=%PromoCode%'
    expect(mergeRows(message(2, undefined, link))).toMatchObject([
      {
        appliesTo: 'Direktesendte hendelser',
        links: 'https://kurs.example.com/?kode=KODEAAAAA0, https://kurs.example.com/?kode=KODEAAAAA1',
      },
    ])
    expect(mergeRows(message(2))).toMatchObject([{ links: '' }])
    const rows = mergeRows(message(1500, undefined, link))
    for (const row of rows) {
      expect(row.links.length).toBeLessThanOrEqual(LONGEST)
      expect(row.links.split(', ')).toHaveLength(row.count)
    }
  })

  it('has no longer cell where the template alone makes one', () => {
    const template = { subject: 'Kode', text: '%SupportInfo%%PromoCode%'.repeat(800) }
    for (const row of mergeRows(message(3, template))) expect(row.text.length).toBeLessThanOrEqual(LONGEST)
  })
})
