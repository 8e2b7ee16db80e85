import { expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import { blockOf } from '#backend/storage/term-rule.ts'

const day = '2026-12-24' as IsoDate

it.each<[TermChange, ReturnType<typeof blockOf>]>([
  [
    { term: 'used', usage: { kind: 'once' } },
    { reason: 'used-more', limit: 1 },
  ],
  [{ term: 'used', usage: { kind: 'unlimited' } }, null],
  [{ term: 'appliesTo', appliesTo: 'everything' }, null],
  [
    { term: 'appliesTo', appliesTo: 'live-events' },
    { reason: 'other-service', services: ['training'] },
  ],
  [
    { term: 'validFrom', validFrom: day },
    { reason: 'expires-before', day },
  ],
  [{ term: 'validFrom', validFrom: null }, null],
  [
    { term: 'expires', expires: day },
    { reason: 'starts-after', day },
  ],
  [{ term: 'note', note: '' }, null],
])('%j', (change, block) => expect(blockOf(change)).toEqual(block))
