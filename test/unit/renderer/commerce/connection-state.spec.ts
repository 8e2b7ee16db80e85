import { describe, expect, it } from 'vitest'
import type { Checked } from '#shared/contract/paypal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { EMPTY_ACCOUNT } from '#shared/domain/commerce/settings.ts'
import {
  connectionOf,
  daysSince,
  missingToAsk,
} from '../../../../src-renderer/components/provider-form/connection-state.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 23, 11)
const checked = (good: boolean | null, daysAgo = 0): Checked => ({
  at: instantOf(NOW - daysAgo * DAY),
  destination: 'sandbox',
  good,
  code: good === true ? null : 'authentication-failed',
  pairs: [],
})
const about = { here: null, saved: null, unsaved: false, now: NOW }

describe('the connection of an account to PayPal', () => {
  it.each([
    ['nothing is known', {}, 'unchecked', null],
    ['nothing is known of what is typed', { unsaved: true }, 'unchecked', null],
    ['it was good', { saved: checked(true, 1) }, 'good', 1],
    ['it was good almost too long ago', { saved: checked(true, 29.9) }, 'good', 29],
    ['it was good long ago', { saved: checked(true, 31) }, 'old', 31],
    ['it was bad, however long ago', { saved: checked(false, 90) }, 'bad', 90],
    ['PayPal could not be asked', { saved: checked(null, 2) }, 'unknown', 2],
    ['it was changed since', { saved: checked(true), unsaved: true }, 'changed', null],
    ['what is typed was found bad', { saved: checked(true), here: checked(false), unsaved: true }, 'bad', 0],
    ['another window found it later', { saved: checked(false), here: checked(true, 1) }, 'bad', 0],
    ['this window found it later', { saved: checked(false, 1), here: checked(true) }, 'good', 0],
  ] as const)('when %s', (_, given, kind, days) => {
    const found = connectionOf({ ...about, ...given })
    expect(found.kind).toBe(kind)
    expect(found.checked && daysSince(found.checked, NOW)).toBe(days)
  })
})

describe('what is missing before PayPal can be asked', () => {
  const none = { typed: undefined, set: false }
  it.each([
    ['payflow-pro', {}, none, ['partnerId', 'vendor', 'userId', 'password']],
    ['payflow-pro', { partnerId: 'p', vendor: ' ', userId: 'u' }, { ...none, set: true }, ['vendor']],
    ['paypal-checkout-rest', { clientId: 'c' }, { typed: 'secret', set: false }, []],
    ['paypal-checkout-rest', { clientId: 'c' }, { typed: '', set: true }, ['password']],
    ['express-checkout-us', { paypalEmail: 'salg@fjordkurs' }, none, ['paypalEmail']],
    ['express-checkout-us', { paypalEmail: ' salg@fjordkurs.example ' }, none, []],
  ] as const)('%s with %o, %o: %j', (provider, account, password, missing) => {
    expect(missingToAsk(provider, { ...EMPTY_ACCOUNT, ...account }, password)).toEqual(missing)
  })
})
