import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import {
  backToTest,
  type CommerceState,
  disable,
  EMPTY_COMMERCE,
  enable,
  linked,
  publish,
  restore,
  restored,
  saveProductionAccount,
  settingsInEffect,
  update,
} from '#shared/domain/commerce/services-state.ts'
import { heldIn, linkRefusal } from '#shared/domain/commerce/linking.ts'
import { PROVIDER_IDS } from '#shared/domain/commerce/providers.ts'
import { type Mode, otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import { contentFor } from '../../../support/commerce/contents.ts'

/** What the rules are checked against: the state, and every revision that was made. */
interface Model {
  state: CommerceState
  revisions: { mode: Mode; content: Content }[]
}

/** Keeps the settings of the page where that can be, and else the other's; nothing empty is published outside this model. */
function enabling(state: CommerceState, one: Service, page: Service): CommerceState {
  const held = heldIn(state)
  const sides = [page, otherService(page)].filter((side) => linkRefusal(state, side, held) === null)
  return sides[0] ? enable(state, one, sides[0]) : state
}
const service = fc.constantFrom(...SERVICES)
const provider = fc.constantFrom(...PROVIDER_IDS)
const text = fc.constantFrom('A', 'B', 'C')

type Step = (model: Model) => void
/** Saves, and remembers what is then stored in the mode it is about. */
const saving = (next: CommerceState, one: Service, mode: Mode, model: Model) => {
  model.state = next
  model.revisions.push({ mode, content: next[one][mode] ?? EMPTY_CONTENT })
}

/** Each as a window does it: a test account is typed in Test, a live one in Production. */
const steps: fc.Arbitrary<[string, Step]>[] = [
  fc.tuple(service, provider, text).map(([one, id, footer]): [string, Step] => [
    `update ${one} ${id} ${footer}`,
    (model) => {
      const { mode } = model.state[one]
      const content = contentFor(id, mode === 'test' ? 'sandbox' : 'live', { footer })
      saving(update(model.state, one, content), one, mode, model)
    },
  ]),
  fc.tuple(service, provider).map(([one, id]): [string, Step] => [
    `live account ${one} ${id}`,
    (model) => {
      if (model.state[one].mode === 'production') return
      saving(
        saveProductionAccount(model.state, one, contentFor(id, 'live').accounts),
        one,
        'production',
        model,
      )
    },
  ]),
  service.map((one): [string, Step] => [
    `publish ${one}`,
    (model) => {
      if (model.state[one].mode === 'test') saving(publish(model.state, one), one, 'production', model)
    },
  ]),
  service.map((one): [string, Step] => [
    `back to test ${one}`,
    (model) => {
      if (model.state[one].mode === 'production') saving(backToTest(model.state, one), one, 'test', model)
    },
  ]),
  fc
    .tuple(service, service)
    .map(([one, page]): [string, Step] => [
      `enable ${one} on the page of ${page}`,
      (model) => void (model.state = enabling(model.state, one, page)),
    ]),
  service.map((one): [string, Step] => [
    `disable ${one}`,
    (model) => void (model.state = disable(model.state, one)),
  ]),
  fc.tuple(service, fc.nat(1000)).map(([one, which]): [string, Step] => [
    `restore on ${one}`,
    (model) => {
      const revision = model.revisions[which % Math.max(1, model.revisions.length)]
      if (!revision) return
      const { mode } = model.state[one]
      saving(restore(model.state, one, revision.mode, revision.content), one, mode, model)
    },
  ]),
]

const program = fc.array(fc.oneof(...steps), { maxLength: 40 })

function run(
  list: readonly [string, Step][],
  check: (model: Model, before: CommerceState, what: string) => void,
) {
  const model: Model = { state: EMPTY_COMMERCE, revisions: [] }
  for (const [what, step] of list) {
    const before = model.state
    step(model)
    check(model, before, what)
  }
}

/** The other service's page begins with what it has; linked services are one thing. */
const without = ({ enabled: _enabled, ...rest }: CommerceState['events']) => rest

describe('any sequence of edits, mode switches, links, publishes and restores', () => {
  it('keeps test accounts out of production, and live ones out of test', () => {
    fc.assert(
      fc.property(program, (list) =>
        run(list, ({ state }, _before, what) => {
          for (const one of SERVICES) {
            expect(JSON.stringify(state[one].production?.accounts ?? {}), what).not.toContain('sandbox')
            expect(JSON.stringify(state[one].test.accounts), what).not.toContain('live')
          }
        }),
      ),
    )
  })

  it('never lets linked services differ, and changes nothing of a service that is not linked', () => {
    fc.assert(
      fc.property(program, (list) =>
        run(list, ({ state }, before, what) => {
          if (linked(state)) return expect(state.training, what).toEqual(state.events)
          const changed = SERVICES.filter((one) => state[one] !== before[one])
          if (!linked(before)) expect(changed.length, what).toBeLessThanOrEqual(1)
        }),
      ),
    )
  })

  it('lets both keep what they had when they are unlinked', () => {
    fc.assert(
      fc.property(program, service, (list, one) => {
        let state = EMPTY_COMMERCE
        run(list, (model) => void (state = model.state))
        state = enabling(enabling(state, one, one), otherService(one), one)
        const after = disable(state, one)
        expect(without(after.events)).toEqual(without(state.events))
        expect(without(after.training)).toEqual(without(state.training))
        expect(after[one].enabled).toBe(false)
      }),
    )
  })

  it('in Production, keeps the settings of Test up with it', () => {
    fc.assert(
      fc.property(program, (list) =>
        run(list, ({ state }, _before, what) => {
          for (const { mode, test, production } of Object.values(state))
            if (mode === 'production') expect(production?.settings, what).toEqual(test.settings)
        }),
      ),
    )
  })

  it('changes production only by publishing, edits of it, its account, and the link', () => {
    fc.assert(
      fc.property(program, (list) =>
        run(list, ({ state }, before, what) => {
          if (!/^(back|disable)/.test(what)) return
          for (const one of SERVICES) expect(state[one].production, what).toEqual(before[one].production)
        }),
      ),
    )
  })

  it('can restore every revision, with the account only in its own mode', () => {
    fc.assert(
      fc.property(program, (list) => {
        let last: Model = { state: EMPTY_COMMERCE, revisions: [] }
        run(list, (model) => void (last = { ...model, revisions: [...model.revisions] }))
        for (const one of SERVICES)
          for (const { mode, content } of last.revisions) {
            const before = last.state[one]
            const after = settingsInEffect(restore(last.state, one, mode, content)[one])
            expect(after.settings).toEqual(content.settings)
            expect(after.accounts).toEqual(
              mode === before.mode ? content.accounts : settingsInEffect(before).accounts,
            )
            expect(after).toEqual(restored(before, mode, content))
          }
      }),
    )
  })

  it('goes on from an empty site only by what a person does', () => {
    expect(settingsInEffect(EMPTY_COMMERCE.events)).toEqual(EMPTY_CONTENT)
    expect(linked(EMPTY_COMMERCE)).toBe(false)
  })
})
