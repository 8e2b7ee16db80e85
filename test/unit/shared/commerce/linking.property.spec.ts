import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldIn, linkRefusal, proposedSide } from '#shared/domain/commerce/linking.ts'
import {
  type CommerceState,
  EMPTY_SERVICE,
  enable,
  linked,
  type ServiceState,
} from '#shared/domain/commerce/services-state.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { PROVIDER_IDS } from '#shared/domain/commerce/providers.ts'
import { otherService, SERVICES } from '#shared/domain/services.ts'
import { contentFor } from '../../../support/commerce/contents.ts'

const set = fc
  .tuple(fc.constantFrom(...PROVIDER_IDS), fc.constantFrom('', 'A', 'B'), fc.constantFrom('one', 'two'))
  .map(([provider, footer, name]): Content => contentFor(provider, name, { footer }))
const content = fc.oneof(fc.constant(EMPTY_CONTENT), set)

/** In Test with nothing or with settings, also in production earlier; or in Production, which is never empty. */
const service: fc.Arbitrary<ServiceState> = fc.oneof(
  fc.constant({ ...EMPTY_SERVICE }),
  fc
    .tuple(content, fc.option(content))
    .map(([test, production]): ServiceState => ({ enabled: false, mode: 'test', test, production })),
  set.map((production): ServiceState => ({
    enabled: false,
    mode: 'production',
    test: { ...production, accounts: {} },
    production,
  })),
)
/** The second box is ticked, on either page; the services may be alike. */
const cases = fc
  .record({
    events: service,
    training: service,
    alike: fc.boolean(),
    one: fc.constantFrom(...SERVICES),
    page: fc.constantFrom(...SERVICES),
  })
  .map(({ events, training, alike, one, page }) => {
    const state: CommerceState = { events, training: alike ? events : training }
    const other = otherService(one)
    return { one, page, state: { ...state, [other]: { ...state[other], enabled: true } } }
  })

const isEmpty = (state: CommerceState, side: 'events' | 'training') => heldIn(state)[side].size === 0

describe('enabling the second service, whatever each has and on whichever page', () => {
  it('proposes nothing that empties a field or leaves Production', () => {
    fc.assert(
      fc.property(cases, ({ state, one, page }) => {
        const keep = proposedSide(state, page, heldIn(state))
        if (keep === null) return
        const next = enable(state, one, keep)
        expect(linked(next)).toBe(true)
        const after = heldIn(next)
        for (const side of SERVICES) {
          for (const name of heldIn(state)[side]) expect(after[side], `${side} ${name}`).toContain(name)
          if (state[side].mode === 'production') expect(next[side].mode).toBe('production')
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('proposes the side that has settings where the other has none', () => {
    fc.assert(
      fc.property(cases, ({ state, page }) => {
        const full = SERVICES.filter((side) => !isEmpty(state, side))
        if (full.length === 1) expect(proposedSide(state, page, heldIn(state))).toBe(full[0])
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps the side of either choice whole, and refuses the one that would do harm', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...SERVICES), ({ state, one }, keep) => {
        const other = otherService(keep)
        const refusal = linkRefusal(state, keep, heldIn(state))
        const harm =
          (isEmpty(state, keep) && !isEmpty(state, other)) ||
          (state[other].mode === 'production' && state[keep].mode === 'test')
        expect(refusal !== null).toBe(harm)
        if (refusal) {
          expect(() => enable(state, one, keep)).toThrow(refusal)
          return
        }
        const next = enable(state, one, keep)
        for (const side of SERVICES)
          expect(next[side]).toEqual({ ...state[keep], enabled: next[side].enabled })
      }),
      { numRuns: 1000 },
    )
  })

  it('always leaves a side that can be kept', () => {
    fc.assert(
      fc.property(cases, ({ state }) => {
        const held = heldIn(state)
        expect(SERVICES.some((side) => linkRefusal(state, side, held) === null)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
