import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import { affected } from '#shared/domain/commerce/services-state.ts'
import { accountOf, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { addressKey, isAddress } from '#shared/domain/email-address.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { dropGrant, writeGrant } from '#backend/storage/commerce-accounts.ts'
import { type CommerceParts, type Decide, type Decision, perform } from './perform.ts'
import type { Standings } from './standing.ts'

/** What Express Checkout does on the merchant's behalf (PayPal's permission scopes). */
const EXPRESS_SCOPES = ['EXPRESS_CHECKOUT', 'TRANSACTION_DETAILS', 'REFUND', 'AUTH_CAPTURE'] as const

export interface GrantWish {
  readonly service: Service
  readonly mode: Mode
  readonly provider: ProviderId
}

export interface GivenGrant extends GrantWish {
  /** The login that the person speaks for, or that came back from PayPal. */
  readonly account: string
  /** What PayPal says is allowed, and where it said so; left out where it is the person's own word. */
  readonly given?: { readonly scopes: readonly string[]; readonly at: Destination }
}

/** Records the permission that the account saved for the provider gave at PayPal (SPEC 3.6). */
export function recordGrant(parts: CommerceParts, wish: GivenGrant): Promise<ChangedSettings> {
  return perform(parts, wish.service, granting(wish))
}

export const granting =
  (wish: GivenGrant): Decide =>
  async (_tx, standings, at) => {
    const { service, mode, provider } = wish
    const account = accountToGrant(standings, wish)
    // The person speaks for the login that they saw; another window may have saved another one since.
    if (addressKey(account) !== addressKey(wish.account)) throw new Refusal('commerce.plan-moved', {})
    const scopes = JSON.stringify(wish.given?.scopes ?? EXPRESS_SCOPES)
    const row = { mode, provider, account, scopes, at, given_at: wish.given?.at ?? null }
    return decision(standings, wish, true, async (tx) => {
      for (const one of affected(standings.state, service)) await writeGrant(tx, { service: one, ...row })
    })
  }

/** Withdraws it; in Production the settings are incomplete from then on. */
export function withdrawGrant(parts: CommerceParts, wish: GrantWish): Promise<ChangedSettings> {
  const { service, mode, provider } = wish
  return perform(parts, service, async (_tx, standings) => {
    const known = standings.grants.some(
      (row) => row.service === service && row.mode === mode && row.provider === provider,
    )
    if (!known) return null
    return decision(standings, wish, false, async (tx) => {
      for (const one of affected(standings.state, service))
        await dropGrant(tx, { service: one, mode, provider })
    })
  })
}

/** @throws Refusal 'commerce.no-account-to-grant' */
export function accountToGrant({ state }: Standings, { service, mode, provider }: GrantWish): string {
  const { accounts } = state[service][mode] ?? EMPTY_CONTENT
  const { paypalEmail } = accountOf(accounts, provider)
  if (!providerOf(provider).account.includes('grant') || !isAddress(paypalEmail))
    throw new Refusal('commerce.no-account-to-grant', {})
  return paypalEmail
}

function decision(
  { state }: Standings,
  { service, mode, provider }: GrantWish,
  granted: boolean,
  also: NonNullable<Decision['also']>,
): Decision {
  const services = affected(state, service)
  return {
    wish: { next: state, services, mode, reason: null, always: true },
    deed: () => ({ kind: 'change-grant', services: [...services], mode, provider, granted }),
    also,
  }
}
