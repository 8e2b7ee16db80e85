import { describe, expect, it } from 'vitest'
import { liveChecksSchema } from '#shared/contract/review.ts'
import { checkLines, uncheckedNow } from '../../../../src-renderer/components/review/live-check-lines.ts'
import { CHECKED, DOUBTFUL, NEVER_CHECKED } from '../../../workbench/data/review.ts'

const NOW = Date.parse('2026-03-12T09:00:00.000Z')
const marks = (checks: typeof CHECKED, at = NOW) =>
  checkLines(liveChecksSchema.parse(checks), null, at).map(({ text, mark }) => [text, mark])
const good = liveChecksSchema.parse(CHECKED).account.checked

describe('what is known of live settings', () => {
  it('is marked as what it is', () => {
    expect(marks(CHECKED)).toEqual([
      ['account.good', 'good'],
      ['test.passed', 'good'],
    ])
    expect(marks(NEVER_CHECKED)).toEqual([
      ['account.unchecked', 'none'],
      ['test.none', 'none'],
    ])
    expect(marks(DOUBTFUL)).toEqual([
      ['account.bad', 'bad'],
      ['apiAccount.missing', 'none'],
      ['grant.ownWord', 'doubt'],
      ['test.failed', 'bad'],
    ])
  })

  it('says of a check of another account that this one was never checked', () => {
    const account = { checked: null, otherAt: '2026-03-01T00:00:00.000Z' }
    expect(marks({ ...NEVER_CHECKED, account })[0]).toEqual(['account.other', 'none'])
  })

  it('grows old', () => {
    expect(marks(CHECKED, NOW + 40 * 86_400_000)[0]).toEqual(['account.old', 'doubt'])
  })

  it('leaves out of the second confirmation what this window has just found good', () => {
    const checks = liveChecksSchema.parse(DOUBTFUL)
    expect(uncheckedNow(checks, null)).toEqual(['account', 'api-account', 'grant'])
    expect(uncheckedNow(checks, good)).toEqual(['api-account', 'grant'])
    expect(uncheckedNow(checks, good && { ...good, good: null })).toContain('account')
  })
})
