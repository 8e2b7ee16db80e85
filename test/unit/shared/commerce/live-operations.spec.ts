import { describe, expect, it } from 'vitest'
import { operationDetailsSchema } from '#shared/contract/history.ts'
import { needsReview } from '#shared/domain/commerce/live-operations.ts'

const KINDS = operationDetailsSchema.options.map(({ shape }) => shape.kind.value)

describe('what undo and redo may do without a question', () => {
  it('is everything but what can change live payments', () => {
    expect(KINDS.filter((kind) => needsReview({ kind, mode: 'test' }))).toEqual([
      'enable-service',
      'publish',
      'restore',
      'back-to-test',
    ])
  })

  it('is an Update in Test, and none in Production', () => {
    expect(needsReview({ kind: 'update-settings', mode: 'test' })).toBe(false)
    expect(needsReview({ kind: 'update-settings', mode: 'production' })).toBe(true)
    expect(needsReview({ kind: 'update-settings' })).toBe(true)
  })
})
