import type { ServiceSettings, ModeSettings } from '#shared/contract/commerce.ts'
import { type AccountProof, missingFields } from '#shared/domain/commerce/completeness.ts'
import { PROVIDERS } from '#shared/domain/commerce/providers.ts'
import { type CommerceState, linked } from '#shared/domain/commerce/services-state.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { findRevision, type StoredRevision } from '#backend/storage/sqlite/commerce-revisions.ts'
import { readServices, type StoredServices } from '#backend/storage/sqlite/commerce-services.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import {
  type BoundPassword,
  readGrants,
  readPasswords,
  scopesOf,
  type StoredGrant,
} from '#backend/storage/sqlite/commerce-accounts.ts'
import { passwordsFor } from './passwords.ts'

/** The current state of e-commerce: what the rules work on, and what the database knows beside it. */
export interface CommerceSnapshot {
  readonly stored: StoredServices
  readonly state: CommerceState
  readonly revisions: ReadonlyMap<number, StoredRevision>
  /** Also those that were stored for another login than the account has now (`passwordsFor`). */
  readonly passwords: readonly BoundPassword[]
  readonly grants: readonly StoredGrant[]
}

export async function readCommerceSnapshot(connection: ReadConnection): Promise<CommerceSnapshot> {
  const stored = await readServices(connection)
  const revisions = new Map<number, StoredRevision>()
  for (const { testRevision, productionRevision } of Object.values(stored))
    for (const number of [testRevision, productionRevision]) {
      const revision = number === null ? undefined : await findRevision(connection, number)
      if (revision) revisions.set(revision.revision, revision)
    }
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
    passwords: await readPasswords(connection),
    grants: await readGrants(connection),
  }
}

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
    grants: snapshot.grants
      .filter((row) => row.service === service && row.mode === mode)
      .map((row) => ({
        provider: row.provider,
        account: row.account,
        scopes: scopesOf(row),
        at: instantOf(row.at),
        givenAt: row.given_at,
      })),
    missing: missingFields(content, credentialStatus(snapshot, service, mode, content)),
  }
}

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
      setAt: instant(row?.set_at),
      verifiedAt: instant(row?.verified_at),
    }
  })
}
