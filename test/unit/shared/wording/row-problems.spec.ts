import { describe, expect, it } from 'vitest'
import { rowProblemSchema } from '#shared/contract/recipients.ts'
import { columnSchema } from '#shared/contract/report.ts'
import { addressProblemSchema } from '#shared/domain/email-address.ts'
import { batchLabel, REPORT_WORDS } from '#shared/wording/report-words.ts'
import { rowProblemText } from '#shared/wording/row-problems.ts'

const problems = [...addressProblemSchema.options, 'duplicate', 'name-too-long'] as const

describe('the words for rows', () => {
  it('give every problem a reason and a remedy in both languages', () => {
    for (const problem of problems) {
      expect(rowProblemSchema.safeParse(problem).success).toBe(true)
      const [nb, en] = (['nb', 'en'] as const).map((language) =>
        rowProblemText({ problem, suggestion: null, firstRow: null }, language),
      )
      for (const text of [nb?.reason, nb?.remedy, en?.reason, en?.remedy])
        expect(text).toMatch(/^\p{Lu}.*\.$/u)
      expect(nb?.reason).not.toBe(en?.reason)
    }
  })

  it('name the suggestion, and the row of a duplicate’s first', () => {
    const finding = { problem: 'space-inside', suggestion: 'ola@example.com', firstRow: null } as const
    expect(rowProblemText(finding, 'nb').remedy).toBe('Mente du ola@example.com?')
    expect(rowProblemText({ problem: 'duplicate', suggestion: null, firstRow: 7 }, 'en').reason).toBe(
      'The address is on row 7 already.',
    )
  })

  it('head every column of the report', () => {
    for (const column of columnSchema.options)
      expect(
        [REPORT_WORDS.nb.columns[column], REPORT_WORDS.en.columns[column]].every((word) => word.length > 2),
      ).toBe(true)
    expect(batchLabel({ batch: 7, batchName: '' }, 'nb')).toBe('Serie 7')
    expect(batchLabel({ batch: 7, batchName: 'Vår' }, 'en')).toBe('Vår')
  })
})
