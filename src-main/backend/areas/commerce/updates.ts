import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Deed } from '#shared/contract/history.ts'
import {
  affected,
  backToTest as goBackToTest,
  type CommerceState,
  publish as putIntoProduction,
  saveProductionAccount,
  updateProduction,
  updateTest,
} from '#shared/domain/commerce/services-state.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { PlannedChange, TypedPassword, Wish } from './change.ts'
import {
  requireComplete,
  requireMode,
  requireSound,
  requireSoundAccounts,
  requireUnchangedSince,
  withTyped,
} from './checks.ts'
import { type CommerceParts, type Decide, type Decision, perform } from './perform.ts'
import { proofOf, revisionOf } from './standing.ts'

interface Update {
  readonly service: Service
  readonly base: number
  readonly content: Content
  readonly passwords: readonly TypedPassword[]
}

/** Saves the test settings (SPEC 2.1). */
export const updateInTest = (parts: CommerceParts, update: Update): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingTest(update), { needsBox: update.passwords.length > 0 })

export const updatingTest =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, standings) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(standings, service, 'test')
    requireSound(content, typed)
    await requireUnchangedSince(tx, standings, { service, mode: 'test', base, content, typed })
    const next = updateTest(standings.state, service, content)
    return updating(standings.state, service, { next, mode: 'test', typed: passwords })
  }

/** Saves the production account apart from any publishing; it takes no payment by itself (SPEC 2.3). */
export const updateProductionAccount = (parts: CommerceParts, update: Update): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingAccount(update), { needsBox: update.passwords.length > 0 })

export const updatingAccount =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, standings) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(standings, service, 'test')
    requireSoundAccounts(content, typed)
    const { settings } = standings.state[service].production ?? EMPTY_CONTENT
    const edit = { settings, accounts: content.accounts }
    await requireUnchangedSince(tx, standings, { service, mode: 'production', base, content: edit, typed })
    const next = saveProductionAccount(standings.state, service, edit.accounts)
    return updating(standings.state, service, { next, mode: 'production', typed: passwords })
  }

interface Publishing {
  readonly service: Service
  /** The revisions that the review was made from. */
  readonly from: number
  readonly to: number
}

/** Puts the test settings into effect, complete or not at all (SPEC 2.2). */
export const publishTest = (parts: CommerceParts, wish: Publishing): Promise<ChangedSettings> =>
  perform(parts, wish.service, publishingTest(wish))

export const publishingTest =
  ({ service, from, to }: Publishing): Decide =>
  async (_tx, standings) => {
    if (
      from !== revisionOf(standings, service, 'test') ||
      to !== revisionOf(standings, service, 'production')
    )
      throw new Refusal('commerce.plan-moved', {})
    requireMode(standings, service, 'test')
    const next = putIntoProduction(standings.state, service)
    const content = next[service].production ?? EMPTY_CONTENT
    requireSound(content)
    requireComplete(content, proofOf(standings, service, 'production', content))
    return publishing(standings.state, service, { next, reason: 'publish' })
  }

/** Changes what is in effect, and the test settings with it (SPEC 2.6). */
export const publishEdit = (parts: CommerceParts, update: Update): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingProduction(update), { needsBox: update.passwords.length > 0 })

export const updatingProduction =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, standings) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(standings, service, 'production')
    requireSound(content, typed)
    await requireUnchangedSince(tx, standings, { service, mode: 'production', base, content, typed })
    requireComplete(content, withTyped(proofOf(standings, service, 'production', content), typed))
    const next = updateProduction(standings.state, service, content)
    return publishing(standings.state, service, { next, reason: 'update', typed: passwords })
  }

/** Back to Test; production stands (SPEC 2.4). */
export const backToTest = (parts: CommerceParts, service: Service): Promise<ChangedSettings> =>
  perform(parts, service, goingBackToTest(service))

export const goingBackToTest =
  (service: Service): Decide =>
  async (_tx, standings) => {
    requireMode(standings, service, 'production')
    const services = affected(standings.state, service)
    const next = goBackToTest(standings.state, service)
    return {
      wish: { next, services, mode: 'test', reason: 'back-to-test' },
      deed: ({ revision }): Deed => ({
        kind: 'back-to-test',
        services: [...services],
        revision: revision ?? 0,
      }),
    }
  }

const providersOf = (passwords: readonly TypedPassword[]) => passwords.map(({ provider }) => provider)

type Rest = { next: CommerceState; mode: Mode; typed: readonly TypedPassword[] }

function updating(state: CommerceState, service: Service, rest: Rest): Decision {
  const wish: Wish = { ...rest, services: affected(state, service), reason: 'update' }
  return { wish, deed: (planned) => updateDeed(planned) }
}

const updateDeed = ({ services, mode, revision, changed }: PlannedChange): Deed => ({
  kind: 'update-settings',
  services: [...services],
  mode,
  revision: revision ?? 0,
  changed: [...changed],
})

function publishing(
  state: CommerceState,
  service: Service,
  rest: { next: CommerceState; reason: 'publish' | 'update'; typed?: readonly TypedPassword[] },
): Decision {
  const wish: Wish = { ...rest, services: affected(state, service), mode: 'production' }
  const publishDeed = ({ services, revision, changed }: PlannedChange): Deed => ({
    kind: 'publish',
    services: [...services],
    revision: revision ?? 0,
    changed: [...changed],
  })
  return { wish, deed: rest.reason === 'publish' ? publishDeed : updateDeed }
}
