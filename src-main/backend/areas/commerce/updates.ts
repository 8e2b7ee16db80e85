import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
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
import type { PlannedChange, TypedPassword, ChangeRequest } from './change.ts'
import {
  requireComplete,
  requireMode,
  requireSound,
  requireSoundAccounts,
  requireUnchangedSince,
  requireVersions,
  type Versions,
  withTyped,
} from './checks.ts'
import { type CommerceDependencies, type Decide, type Decision, perform } from './perform.ts'
import { credentialStatus, revisionOf } from './commerce-snapshot.ts'

interface Update {
  readonly service: Service
  readonly base: number
  readonly content: Content
  readonly passwords: readonly TypedPassword[]
}

/** Saves the test settings (SPEC 2.1). */
export const updateInTest = (parts: CommerceDependencies, update: Update): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingTest(update), { needsBox: update.passwords.length > 0 })

export const updatingTest =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, snapshot) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(snapshot, service, 'test')
    requireSound(content, typed)
    await requireUnchangedSince(tx, snapshot, { service, mode: 'test', base, content, typed })
    const next = updateTest(snapshot.state, service, content)
    return updating(snapshot.state, service, { next, mode: 'test', typed: passwords })
  }

/** Saves the production account apart from any publishing; it takes no payment by itself (SPEC 2.3). */
export const updateProductionAccount = (
  parts: CommerceDependencies,
  update: Update,
): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingAccount(update), { needsBox: update.passwords.length > 0 })

export const updatingAccount =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, snapshot) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(snapshot, service, 'test')
    requireSoundAccounts(content, typed)
    const { settings } = snapshot.state[service].production ?? EMPTY_CONTENT
    const edit = { settings, accounts: content.accounts }
    await requireUnchangedSince(tx, snapshot, { service, mode: 'production', base, content: edit, typed })
    const next = saveProductionAccount(snapshot.state, service, edit.accounts)
    return updating(snapshot.state, service, { next, mode: 'production', typed: passwords })
  }

interface Publishing {
  readonly service: Service
  /** The revisions that the review was made from. */
  readonly from: number
  readonly to: number
}

/** Puts the test settings into effect, complete or not at all (SPEC 2.2). */
export const publishTest = (parts: CommerceDependencies, request: Publishing): Promise<ChangedSettings> =>
  perform(parts, request.service, publishingTest(request))

export const publishingTest =
  ({ service, from, to }: Publishing): Decide =>
  async (_tx, snapshot) => {
    if (from !== revisionOf(snapshot, service, 'test') || to !== revisionOf(snapshot, service, 'production'))
      throw new Refusal('commerce.plan-moved', {})
    requireMode(snapshot, service, 'test')
    const next = putIntoProduction(snapshot.state, service)
    const content = next[service].production ?? EMPTY_CONTENT
    requireSound(content)
    requireComplete(content, credentialStatus(snapshot, service, 'production', content))
    return publishing(snapshot.state, service, { next, reason: 'publish' })
  }

/** Changes what is in effect, and the test settings with it (SPEC 2.6). */
export const publishEdit = (parts: CommerceDependencies, update: Update): Promise<ChangedSettings> =>
  perform(parts, update.service, updatingProduction(update), { needsBox: update.passwords.length > 0 })

export const updatingProduction =
  ({ service, base, passwords, ...update }: Update): Decide =>
  async (tx, snapshot) => {
    const content = tidy(update.content)
    const typed = providersOf(passwords)
    requireMode(snapshot, service, 'production')
    requireSound(content, typed)
    await requireUnchangedSince(tx, snapshot, { service, mode: 'production', base, content, typed })
    requireComplete(content, withTyped(credentialStatus(snapshot, service, 'production', content), typed))
    const next = updateProduction(snapshot.state, service, content)
    return publishing(snapshot.state, service, { next, reason: 'update', typed: passwords })
  }

/** Back to Test; production is unchanged (SPEC 2.4). */
export const backToTest = (
  parts: CommerceDependencies,
  { service, expect }: { readonly service: Service; readonly expect?: Versions | undefined },
): Promise<ChangedSettings> =>
  perform(parts, service, async (tx, snapshot, at) => {
    if (expect) requireVersions(snapshot, expect)
    return await goingBackToTest(service)(tx, snapshot, at)
  })

export const goingBackToTest =
  (service: Service): Decide =>
  async (_tx, snapshot) => {
    requireMode(snapshot, service, 'production')
    const services = affected(snapshot.state, service)
    const next = goBackToTest(snapshot.state, service)
    return {
      request: { next, services, mode: 'test', reason: 'back-to-test' },
      details: ({ revision }): OperationDetails => ({
        kind: 'back-to-test',
        services: [...services],
        revision: revision ?? 0,
      }),
    }
  }

const providersOf = (passwords: readonly TypedPassword[]) => passwords.map(({ provider }) => provider)

type Rest = { next: CommerceState; mode: Mode; typed: readonly TypedPassword[] }

function updating(state: CommerceState, service: Service, rest: Rest): Decision {
  const request: ChangeRequest = { ...rest, services: affected(state, service), reason: 'update' }
  return { request, details: (planned) => updateDetails(planned) }
}

const updateDetails = ({ services, mode, revision, changed }: PlannedChange): OperationDetails => ({
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
  const request: ChangeRequest = { ...rest, services: affected(state, service), mode: 'production' }
  const publishDetails = ({ services, revision, changed }: PlannedChange): OperationDetails => ({
    kind: 'publish',
    services: [...services],
    revision: revision ?? 0,
    changed: [...changed],
  })
  return { request, details: rest.reason === 'publish' ? publishDetails : updateDetails }
}
