import { describe, expect, it } from 'vitest'
import { reviewPlanSchema } from '#shared/contract/review.ts'
import { buttonText, effectOf, revisionAfter } from '../../../../src-renderer/pages/commerce/review-words.ts'
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

describe('the revision that a change leaves in effect', () => {
  it('is the next one where something differs, and the present one where only a box is ticked', () => {
    const partOf = (part: ReturnType<typeof reviewPart>) => {
      const [first] = reviewPlanSchema.parse(reviewPlan(part)).parts
      if (!first) throw new Error('a plan without parts')
      return first
    }
    const ticked = reviewPart({
      before: { enabled: false, mode: 'production', live: false, test: 5, production: 7, published: true },
      after: { enabled: true, mode: 'production', live: true },
      differences: [],
    })
    expect(revisionAfter(partOf(ticked), { next: 8 })).toBe(7)
    expect(revisionAfter(partOf(reviewPart()), { next: 8 })).toBe(8)
  })
})
