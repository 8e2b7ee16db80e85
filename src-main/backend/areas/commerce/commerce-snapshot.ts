import type { Grant, ServiceSettings, ModeSettings } from '#shared/contract/commerce.ts'
import { type AccountProof, missingFields } from '#shared/domain/commerce/completeness.ts'
import { PROVIDERS } from '#shared/domain/commerce/providers.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { type CommerceState, linked, settingsInEffect } from '#shared/domain/commerce/services-state.ts'
import { type Content, currencyOf, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { BoundPassword, StoredGrant, StoredRevision, StoredServices } from '#backend/storage/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { passwordsFor } from './passwords.ts'

/** The current state of e-commerce: what the rules work on, and what is stored beside it. */
export interface CommerceSnapshot {
  readonly stored: StoredServices
  readonly state: CommerceState
  readonly revisions: ReadonlyMap<number, StoredRevision>
  /** Also those that were stored for another login than the account has now (`passwordsFor`). */
  readonly passwords: readonly BoundPassword[]
  readonly grants: readonly StoredGrant[]
}

export async function readCommerceSnapshot({
  commerce,
}: Pick<Readers, 'commerce'>): Promise<CommerceSnapshot> {
  const current = await commerce.current()
  const { services: stored, passwords, grants } = current
  const revisions = new Map(current.revisions.map((one) => [one.revision, one]))
  const stateOf = (service: Service) => {
    const { enabled, mode, testRevision, productionRevision } = stored[service]
    return {
      enabled,
      mode,
      test: revisions.get(testRevision ?? 0)?.test ?? EMPTY_CONTENT,
      production: revisions.get(productionRevision ?? 0)?.production ?? null,
    }
  }
  return {
    stored,
    state: { events: stateOf('events'), training: stateOf('training') },
    revisions,
    passwords,
    grants,
  }
}

/** The currency that the service sells in; null while no provider is chosen. */
export const soldCurrency = ({ state }: CommerceSnapshot, service: Service): PaymentCurrency | null =>
  currencyOf(settingsInEffect(state[service]))

/** The number of the revision that is current in `mode`; 0 for none. */
export const revisionOf = ({ stored }: CommerceSnapshot, service: Service, mode: Mode): number =>
  (mode === 'test' ? stored[service].testRevision : stored[service].productionRevision) ?? 0

/** What the secret box and PayPal know of the service's accounts in `mode`, where they are as `content` has them. */
export function credentialStatus(
  { passwords, grants }: CommerceSnapshot,
  service: Service,
  mode: Mode,
  content: Content,
): AccountProof {
  const ofThis = (row: { service: Service; mode: Mode }) => row.service === service && row.mode === mode
  return {
    passwords: passwordsFor(passwords, { service, mode, content }).map(({ provider }) => provider),
    grants: grants.filter(ofThis).map(({ provider, account }) => ({ provider, account })),
  }
}

/** One service as the window sees it. */
export function describeService(snapshot: CommerceSnapshot, service: Service): ServiceSettings {
  const one = snapshot.state[service]
  return {
    service,
    enabled: one.enabled,
    linked: linked(snapshot.state),
    mode: one.mode,
    test: describeMode(snapshot, service, 'test'),
    production: one.production && describeMode(snapshot, service, 'production'),
  }
}

function describeMode(snapshot: CommerceSnapshot, service: Service, mode: Mode): ModeSettings {
  const content = snapshot.state[service][mode] ?? EMPTY_CONTENT
  const revision = revisionOf(snapshot, service, mode)
  const made = snapshot.revisions.get(revision)
  return {
    revision,
    at: made ? instantOf(made.at) : null,
    content,
    passwords: passwordStates(snapshot, { service, mode, content }),
    grants: grantsOf(snapshot, service, mode),
    missing: missingFields(content, credentialStatus(snapshot, service, mode, content)),
  }
}

/** The permissions that the service's accounts in `mode` have. */
export const grantsOf = ({ grants }: CommerceSnapshot, service: Service, mode: Mode): Grant[] =>
  grants
    .filter((row) => row.service === service && row.mode === mode)
    .map(({ provider, account, scopes, at, givenAt }) => ({
      provider,
      account,
      scopes: [...scopes],
      at: instantOf(at),
      givenAt,
    }))

/** One line for each provider that has a password; never the value. */
function passwordStates(
  { passwords }: CommerceSnapshot,
  place: { service: Service; mode: Mode; content: Content },
): ModeSettings['passwords'] {
  const held = passwordsFor(passwords, place)
  return PROVIDERS.filter(({ account }) => account.includes('password')).map(({ id: provider }) => {
    const row = held.find((one) => one.provider === provider)
    const instant = (at: number | null | undefined) => (at == null ? null : instantOf(at))
    return {
      provider,
      set: row !== undefined,
      setAt: instant(row?.setAt),
      verifiedAt: instant(row?.verifiedAt),
    }
  })
}
