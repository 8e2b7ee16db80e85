import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import { affected } from '#shared/domain/commerce/services-state.ts'
import { accountOf, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { addressKey, isAddress } from '#shared/domain/email-address.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { type CommerceDependencies, type Decide, type Decision, perform } from './perform.ts'
import type { CommerceSnapshot } from './commerce-snapshot.ts'

/** What Express Checkout does on the merchant's behalf (PayPal's permission scopes). */
const EXPRESS_SCOPES = ['EXPRESS_CHECKOUT', 'TRANSACTION_DETAILS', 'REFUND', 'AUTH_CAPTURE'] as const

export interface GrantChangeRequest {
  readonly service: Service
  readonly mode: Mode
  readonly provider: ProviderId
}

export interface GivenGrant extends GrantChangeRequest {
  /** The login that the person confirms for, or that came back from PayPal. */
  readonly account: string
  /** What PayPal says is allowed, and where it said so; left out where it is the person's own word. */
  readonly given?: { readonly scopes: readonly string[]; readonly at: Destination }
}

/** Records the permission that the account saved for the provider gave at PayPal (SPEC 3.6). */
export function recordGrant(parts: CommerceDependencies, request: GivenGrant): Promise<ChangedSettings> {
  return perform(parts, request.service, granting(request))
}

export const granting =
  (request: GivenGrant): Decide =>
  async (_tx, snapshot, at) => {
    const { service, mode, provider } = request
    const account = accountToGrant(snapshot, request)
    // The person confirms for the login that they saw; another window may have saved another one since.
    if (addressKey(account) !== addressKey(request.account)) throw new Refusal('commerce.plan-moved', {})
    const scopes = request.given?.scopes ?? EXPRESS_SCOPES
    const grant = { mode, provider, account, scopes, at, givenAt: request.given?.at ?? null }
    return decision(snapshot, request, true, (tx) =>
      tx.commerce.writeGrants(affected(snapshot.state, service).map((one) => ({ service: one, ...grant }))),
    )
  }

/** Withdraws it; in Production the settings are incomplete from then on. */
export function withdrawGrant(
  parts: CommerceDependencies,
  request: GrantChangeRequest,
): Promise<ChangedSettings> {
  const { service, mode, provider } = request
  return perform(parts, service, async (_tx, snapshot) => {
    const known = snapshot.grants.some(
      (row) => row.service === service && row.mode === mode && row.provider === provider,
    )
    if (!known) return null
    return decision(snapshot, request, false, (tx) =>
      tx.commerce.dropGrants(
        affected(snapshot.state, service).map((one) => ({ service: one, mode, provider })),
      ),
    )
  })
}

/** @throws Refusal 'commerce.no-account-to-grant' */
export function accountToGrant(
  { state }: CommerceSnapshot,
  { service, mode, provider }: GrantChangeRequest,
): string {
  const { accounts } = state[service][mode] ?? EMPTY_CONTENT
  const { paypalEmail } = accountOf(accounts, provider)
  if (!providerOf(provider).account.includes('grant') || !isAddress(paypalEmail))
    throw new Refusal('commerce.no-account-to-grant', {})
  return paypalEmail
}

function decision(
  { state }: CommerceSnapshot,
  { service, mode, provider }: GrantChangeRequest,
  granted: boolean,
  also: NonNullable<Decision['also']>,
): Decision {
  const services = affected(state, service)
  return {
    request: { next: state, services, mode, reason: null, always: true },
    details: () => ({ kind: 'change-grant', services: [...services], mode, provider, granted }),
    also,
  }
}
