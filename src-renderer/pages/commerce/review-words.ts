import type { ReviewPart, ReviewPlan } from '#shared/contract/review.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import { operationSentence, type Translator } from '#shared/wording/operations/operation-sentence.ts'
import type { Say } from '../../components/differences/field-words.ts'

/** What a part of a review means for buyers. */
export type Effect = 'goes-live' | 'stays-live' | 'to-test' | 'turned-off' | 'none'

export function effectOf({ before, after }: Pick<ReviewPart, 'before' | 'after'>): Effect {
  if (after.live) return before.live ? 'stays-live' : 'goes-live'
  if (!before.live) return 'none'
  return after.enabled ? 'to-test' : 'turned-off'
}

/** False where nothing but a box is ticked or unticked: what was in effect before is again. */
export const makesRevision = ({ before, after, differences, testDifferences }: ReviewPart): boolean =>
  before.enabled === after.enabled ||
  before.mode !== after.mode ||
  differences.length + testDifferences.length > 0

/** The revision that is in effect afterwards. */
export const revisionAfter = (part: ReviewPart, { next }: Pick<ReviewPlan, 'next'>): number =>
  makesRevision(part) ? next : part.before[part.after.mode]

export const namesOf = (services: readonly Service[], say: Say): string => {
  const [only] = services
  return services.length === 1 && only ? say(`commerce.services.${only}`) : say('commerce.services.both')
}

const servicesWith = ({ parts }: ReviewPlan, ...effects: readonly Effect[]): Service[] =>
  SERVICES.filter((service) =>
    parts.some((part) => part.services.includes(service) && effects.includes(effectOf(part))),
  )

/** The button says what happens to which service. */
export function buttonText(plan: ReviewPlan, kind: string, say: Say): string {
  const published = servicesWith(plan, 'goes-live', 'stays-live')
  if (plan.live && published.length > 0)
    return say('commerce.review.publish', { services: namesOf(published, say) })
  const off = servicesWith(plan, 'turned-off')
  if (off.length > 0) return say('commerce.review.turnOff', { services: namesOf(off, say) })
  const toTest = servicesWith(plan, 'to-test')
  if (toTest.length > 0) return say('commerce.review.toTest', { services: namesOf(toTest, say) })
  if (kind === 'undo' && plan.undo) return say(`commerce.review.${plan.undo.direction}Now`)
  return kind === 'publish'
    ? say('commerce.review.publish', {
        services: namesOf(
          plan.parts.flatMap(({ services }) => services),
          say,
        ),
      })
    : say('commerce.bar.update')
}

/** What is said once it is done. */
export function doneText(
  plan: ReviewPlan,
  say: Say,
  { count, translator }: { count: (n: number) => string; translator: Translator },
): { fact: string; rest?: string } {
  if (plan.undo)
    return {
      fact: say(plan.undo.direction === 'undo' ? 'history.done' : 'history.redoneDone', {
        details: operationSentence(plan.undo.details, translator),
      }),
    }
  const services = namesOf([...new Set(plan.parts.flatMap((part) => part.services))], say)
  const [part] = plan.parts
  if (!part) return { fact: say('commerce.review.doneInTest', { services }) }
  switch (effectOf(part)) {
    case 'goes-live':
    case 'stays-live':
      return {
        fact: say('commerce.review.done', { services, n: count(revisionAfter(part, plan)) }),
        rest: say('commerce.review.doneRest'),
      }
    case 'turned-off':
      return { fact: say('commerce.serviceBoxes.disabled', { service: services }) }
    case 'to-test':
      return { fact: say('commerce.mode.back.done', { services }), rest: say('commerce.mode.back.doneRest') }
    default:
      return { fact: say('commerce.review.doneInTest', { services }) }
  }
}
