import type { z } from 'zod'
import type { liveChecksSchema, reviewPartSchema, reviewPlanSchema } from '#shared/contract/review.ts'
import { CONTENT, DIFFERENCES, SETTINGS } from './commerce.ts'

type Checks = z.input<typeof liveChecksSchema>
type Part = z.input<typeof reviewPartSchema>
type Plan = z.input<typeof reviewPlanSchema>

/** Nobody has looked at anything. */
export const NEVER_CHECKED: Checks = {
  account: { checked: null, otherAt: null },
  apiAccount: null,
  grant: null,
  test: null,
  unchecked: ['account'],
}

/** All was looked at, and found good. */
export const CHECKED: Checks = {
  account: {
    checked: { at: '2026-03-12T08:30:00.000Z', destination: 'live', good: true, code: null, pairs: [] },
    otherAt: null,
  },
  apiAccount: null,
  grant: null,
  test: {
    payment: 12,
    service: 'events',
    at: '2026-03-12T08:10:00.000Z',
    state: 'voided',
    destination: 'sandbox',
  },
  unchecked: [],
}

/** An Express Checkout account of which nothing is certain. */
export const DOUBTFUL: Checks = {
  account: {
    checked: {
      at: '2026-03-11T08:30:00.000Z',
      destination: 'live',
      good: false,
      code: 'authentication-failed',
      pairs: [{ name: 'L_ERRORCODE0', value: '10002' }],
    },
    otherAt: null,
  },
  apiAccount: false,
  grant: {
    provider: 'express-checkout-us',
    account: 'salg@vestlia.example',
    scopes: ['EXPRESS_CHECKOUT'],
    at: '2026-03-10T08:30:00.000Z',
    givenAt: null,
  },
  test: {
    payment: 12,
    service: 'events',
    at: '2026-03-12T08:10:00.000Z',
    state: 'declined',
    destination: 'simulator',
  },
  unchecked: ['account', 'api-account', 'grant'],
}

/** What production and test differ in; no password is among that. */
export const FIELD_DIFFERENCES = DIFFERENCES.filter(({ key }) => !key.startsWith('password.'))

/** From test into production for the first time, with everything checked. */
export const reviewPart = (rest: Partial<Part> = {}): Part => ({
  services: ['events'],
  before: { enabled: true, mode: 'test', live: false, test: 7, production: 12, published: false },
  after: { enabled: true, mode: 'production', live: true },
  content: CONTENT,
  differences: [...FIELD_DIFFERENCES],
  testDifferences: [],
  missing: [],
  problems: [],
  checks: CHECKED,
  ...rest,
})

export const reviewPlan = (part: Partial<Part> = {}, rest: Partial<Plan> = {}): Plan => ({
  live: true,
  next: 13,
  revisions: { events: 7, training: 3 },
  parts: [reviewPart(part)],
  undo: null,
  ...rest,
})

const LIVE = { enabled: true, mode: 'production', live: true } as const
/** In production before, and after. */
export const editedPart: Partial<Part> = {
  before: { ...LIVE, test: 7, production: 12, published: true },
  after: LIVE,
}
/** Back to Test. */
export const stoppingPart: Partial<Part> = {
  before: { ...LIVE, test: 7, production: 12, published: true },
  after: { enabled: true, mode: 'test', live: false },
  differences: [],
  testDifferences: [{ key: 'settings.footer', before: 'Ingen avbestilling.', after: SETTINGS.footer }],
  checks: null,
}
