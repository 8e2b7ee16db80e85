import type { Creation } from '#shared/domain/creation.ts'

/** A made-up batch. Days count from the day on which the sample is made. */
export interface SampleBatch extends Pick<
  Creation,
  'service' | 'appliesTo' | 'usage' | 'discount' | 'batchName'
> {
  readonly recipients: number
  readonly companies?: boolean
  readonly createdDaysAgo: number
  readonly expiresInDays: number
  /** How many of a hundred codes have been used, at least once. */
  readonly usedPercent: number
  /** Codes that were deleted later, which nobody has used: from a position up to, not including, another. */
  readonly deleted?: readonly [from: number, to: number]
}

const once = { kind: 'once' } as const
const percent = (hundredths: number) => ({ kind: 'percent', hundredths }) as const

/** 1,284 codes in all: expired and used up ones, some that expire this week, and all that a discount can be. */
// prettier-ignore
export const SAMPLE_BATCHES: readonly SampleBatch[] = [
  {
    batchName: 'Vårkurs – deltakere', service: 'training', appliesTo: 'live-sessions', discount: percent(2500),
    usage: once, recipients: 312, createdDaysAgo: 203, expiresInDays: -41, usedPercent: 58, deleted: [281, 312],
  },
  {
    batchName: 'Nordlyskonferansen', service: 'events', appliesTo: 'live-events',
    discount: { kind: 'amount', minor: 4000, currency: 'USD' }, usage: once, recipients: 180, createdDaysAgo: 151,
    expiresInDays: -12, usedPercent: 71,
  },
  {
    batchName: 'Opptak for medlemmer', service: 'events', appliesTo: 'event-recordings', discount: percent(5000),
    usage: { kind: 'times', times: 3 }, recipients: 140, createdDaysAgo: 118, expiresInDays: 11, usedPercent: 44,
  },
  {
    batchName: 'Bedriftsavtale', service: 'training', appliesTo: 'everything', discount: percent(1500),
    usage: { kind: 'unlimited' }, recipients: 24, companies: true, createdDaysAgo: 90, expiresInDays: 182,
    usedPercent: 88,
  },
  {
    batchName: 'Partnere i Canada', service: 'events', appliesTo: 'everything',
    discount: { kind: 'amount', minor: 3000, currency: 'CAD' }, usage: { kind: 'times', times: 5 }, recipients: 48,
    companies: true, createdDaysAgo: 61, expiresInDays: 3, usedPercent: 52,
  },
  {
    batchName: 'Sertifisering i høst', service: 'training', appliesTo: 'programs',
    discount: { kind: 'amount', minor: 2500, currency: 'GBP' }, usage: once, recipients: 260, createdDaysAgo: 45,
    expiresInDays: 5, usedPercent: 37,
  },
  {
    batchName: 'Frivillige og foredragsholdere', service: 'events', appliesTo: 'everything', discount: percent(10_000),
    usage: once, recipients: 64, createdDaysAgo: 20, expiresInDays: 40, usedPercent: 30,
  },
  {
    batchName: 'Nye kunder', service: 'training', appliesTo: 'session-recordings', discount: percent(3000),
    usage: { kind: 'unlimited' }, recipients: 156, createdDaysAgo: 8, expiresInDays: 95, usedPercent: 12,
    deleted: [150, 156],
  },
  {
    batchName: 'Vinterwebinar', service: 'events', appliesTo: 'live-events', discount: percent(1250), usage: once,
    recipients: 76, createdDaysAgo: 7, expiresInDays: 27, usedPercent: 5,
  },
  {
    batchName: 'Messe i Toronto', service: 'events', appliesTo: 'everything',
    discount: { kind: 'amount', minor: 4500, currency: 'CAD' }, usage: { kind: 'unlimited' }, recipients: 4,
    companies: true, createdDaysAgo: 5, expiresInDays: 60, usedPercent: 50,
  },
  {
    batchName: 'Opptak i gave', service: 'events', appliesTo: 'event-recordings', discount: percent(5000),
    usage: { kind: 'times', times: 3 }, recipients: 4, createdDaysAgo: 4, expiresInDays: 13, usedPercent: 60,
  },
  {
    batchName: 'Siste plasser', service: 'events', appliesTo: 'live-events',
    discount: { kind: 'amount', minor: 2000, currency: 'GBP' }, usage: once, recipients: 4, createdDaysAgo: 3,
    expiresInDays: -1, usedPercent: 50,
  },
  {
    batchName: 'Erstatning for avlyst kurs', service: 'training', appliesTo: 'live-sessions',
    discount: { kind: 'amount', minor: 3000, currency: 'USD' }, usage: once, recipients: 5, createdDaysAgo: 2,
    expiresInDays: 6, usedPercent: 45, deleted: [1, 3],
  },
  {
    batchName: 'Prøveavtale', service: 'training', appliesTo: 'everything', discount: percent(1500),
    usage: { kind: 'times', times: 10 }, recipients: 4, companies: true, createdDaysAgo: 1, expiresInDays: 181,
    usedPercent: 75,
  },
  {
    batchName: 'Takk til foredragsholdere', service: 'events', appliesTo: 'everything', discount: percent(10_000),
    usage: once, recipients: 3, createdDaysAgo: 1, expiresInDays: 45, usedPercent: 40,
  },
]
