import type { LiveChecks, Unchecked } from '#shared/contract/review.ts'
import type { Checked } from '#shared/contract/paypal.ts'
import type { Instant } from '#shared/domain/dates.ts'
import { connectionOf } from '../provider-form/connection-state.ts'

/** How much a line says for it: `none` where nobody looked. */
export type Mark = 'good' | 'none' | 'doubt' | 'bad'

export interface CheckLine {
  readonly about: 'account' | 'api-account' | 'grant' | 'test'
  /** The message under `commerce.review.known`. */
  readonly text: string
  readonly mark: Mark
  /** When it was found so. */
  readonly at: Instant | null
  readonly checked: Checked | null
}

const ACCOUNT_MARKS = {
  good: 'good',
  old: 'doubt',
  bad: 'bad',
  unknown: 'doubt',
  unchecked: 'none',
  changed: 'none',
} as const

const WENT_THROUGH: readonly string[] = ['completed', 'voided', 'refunded']
const UNDER_WAY: readonly string[] = [
  'started',
  'waiting-for-buyer',
  'authorized',
  'pending',
  'under-review',
  'unknown',
]

/** What is known of settings that take real payments, each with its mark; `here` is what this window found just now. */
export function checkLines(checks: LiveChecks, here: Checked | null, now: number): CheckLine[] {
  const { account, apiAccount, grant, test } = checks
  const { kind, checked } = connectionOf({ here, saved: account.checked, unsaved: false, now })
  const other = checked === null && account.otherAt !== null
  const lines: (CheckLine | null)[] = [
    {
      about: 'account',
      text: other ? 'account.other' : `account.${kind}`,
      mark: ACCOUNT_MARKS[kind],
      at: other ? account.otherAt : (checked?.at ?? null),
      checked,
    },
    apiAccount === null
      ? null
      : {
          about: 'api-account',
          text: apiAccount ? 'apiAccount.set' : 'apiAccount.missing',
          mark: apiAccount ? 'good' : 'none',
          at: null,
          checked: null,
        },
    grant && {
      about: 'grant',
      text: grant.givenAt === null ? 'grant.ownWord' : 'grant.given',
      mark: grant.givenAt === null ? 'doubt' : 'good',
      at: grant.at,
      checked: null,
    },
    test
      ? {
          about: 'test',
          text: `test.${testOutcome(test.state)}`,
          mark: testMark(test.state),
          at: test.at,
          checked: null,
        }
      : { about: 'test', text: 'test.none', mark: 'none', at: null, checked: null },
  ]
  return lines.filter((line) => line !== null)
}

const testOutcome = (state: string): 'passed' | 'open' | 'failed' =>
  WENT_THROUGH.includes(state) ? 'passed' : UNDER_WAY.includes(state) ? 'open' : 'failed'
const testMark = (state: string): Mark =>
  (({ passed: 'good', open: 'doubt', failed: 'bad' }) as const)[testOutcome(state)]

/** What a second confirmation has to name: a check that this window made counts as well. */
export const uncheckedNow = (checks: LiveChecks, here: Checked | null): Unchecked[] =>
  checks.unchecked.filter((what) => what !== 'account' || here?.good !== true)
