import { MODES, otherService, type Service } from '../services.ts'
import { differences, keyOf } from './fields.ts'
import type { LinkRefusal } from './link-refusal.ts'
import type { CommerceState, ServiceState } from './services-state.ts'
import { EMPTY_CONTENT } from './settings.ts'

/**
 * What each service has of its own: a name for each field that is filled in, in each mode. Who knows of passwords and
 * permissions adds them.
 */
export type Holdings = Readonly<Record<Service, ReadonlySet<string>>>

export const heldIn = ({ events, training }: CommerceState): Holdings => ({
  events: filledIn(events),
  training: filledIn(training),
})

const filledIn = (state: ServiceState): Set<string> =>
  new Set(
    MODES.flatMap((mode) =>
      differences(EMPTY_CONTENT, state[mode] ?? EMPTY_CONTENT).map(({ place }) => `${mode}.${keyOf(place)}`),
    ),
  )

/** Null where both services may get the settings and the mode of `keep` (SPEC 1.3). */
export function linkRefusal(state: CommerceState, keep: Service, held: Holdings): LinkRefusal | null {
  const other = otherService(keep)
  if (held[keep].size === 0 && held[other].size > 0) return 'empty'
  return state[other].mode === 'production' && state[keep].mode === 'test' ? 'leaves-production' : null
}

/**
 * Whose settings linking keeps where nobody has chosen: the page's, or else the other's, whichever fills in all that the
 * other one has. Null where either would empty something: a person chooses.
 */
export function proposedSide(state: CommerceState, page: Service, held: Holdings): Service | null {
  const fills = (side: Service) => [...held[otherService(side)]].every((name) => held[side].has(name))
  const sides = [page, otherService(page)]
  return sides.find((side) => linkRefusal(state, side, held) === null && fills(side)) ?? null
}
