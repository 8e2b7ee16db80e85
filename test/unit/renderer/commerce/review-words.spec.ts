import { describe, expect, it } from 'vitest'
import { reviewPlanSchema } from '#shared/contract/review.ts'
import { buttonText, effectOf } from '../../../../src-renderer/pages/commerce/review-words.ts'
import { editedPart, reviewPart, reviewPlan, stoppingPart } from '../../../workbench/data/review.ts'

const say = (key: string, values?: Record<string, unknown>) => [key, ...Object.values(values ?? {})].join(' ')
const button = (plan: ReturnType<typeof reviewPlan>, kind = 'undo') =>
  buttonText(reviewPlanSchema.parse(plan), kind, say)
const off = { ...stoppingPart, after: { enabled: false, mode: 'production', live: false } } as const

describe('what a review calls its change', () => {
  it.each([
    ['goes-live', reviewPart()],
    ['stays-live', reviewPart(editedPart)],
    ['to-test', reviewPart(stoppingPart)],
    ['turned-off', reviewPart(off)],
  ] as const)('%s', (effect, part) => {
    expect(effectOf(part)).toBe(effect)
  })

  it('names the service on the button', () => {
    expect(button(reviewPlan())).toBe('commerce.review.publish commerce.services.events')
    expect(button(reviewPlan({ services: ['events', 'training'] }))).toBe(
      'commerce.review.publish commerce.services.both',
    )
    expect(button(reviewPlan(stoppingPart))).toBe('commerce.review.toTest commerce.services.events')
    expect(button(reviewPlan(off))).toBe('commerce.review.turnOff commerce.services.events')
  })
})
