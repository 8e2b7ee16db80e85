import { describe, expect, it } from 'vitest'
import { reviewedChange } from '../../../src-renderer/pages/commerce/reviewed-change.ts'
import { type ReviewedChange, reviewLink, reviewOfUndo } from '../../../src-renderer/review-link.ts'

describe('the address of a review', () => {
  it.each<ReviewedChange>([
    { kind: 'publish' },
    { kind: 'restore', revision: 12 },
    { kind: 'undo', operationId: 345 },
    { kind: 'back-to-test' },
    { kind: 'services', enabled: [] },
    { kind: 'services', enabled: ['training'] },
    { kind: 'services', enabled: ['events', 'training'], keep: 'training' },
  ])('is read as it was written: %o', (change) => {
    const link = reviewLink('events', change)
    expect(link).toMatchObject({ name: 'commerce', params: { service: 'events', view: 'review' } })
    expect(reviewedChange(link.query)).toEqual(change)
  })

  it.each([
    { restore: '0' },
    { restore: '12x' },
    { restore: ['1', '2'] },
    { undo: '-1' },
    { undo: '' },
    { undo: null },
    { to: 'production' },
    { services: 'training,events' },
    { services: 'none', keep: 'both' },
    { restore: '1', undo: '2' },
    { other: '1' },
  ])('names no change where it was made up: %o', (query) => {
    expect(reviewedChange(query)).toBeNull()
  })

  it('of undoing an operation is on the page of the service that it changed', () => {
    const details = { kind: 'publish' as const, services: ['training' as const], revision: 4, changed: [] }
    expect(reviewOfUndo({ operationId: 9, details })).toEqual(
      reviewLink('training', { kind: 'undo', operationId: 9 }),
    )
    expect(
      reviewOfUndo({ operationId: 9, details: { kind: 'set-test-target', target: 'sandbox' } }),
    ).toBeNull()
  })
})
