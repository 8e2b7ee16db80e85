import type { PaypalState } from '#shared/contract/paypal.ts'
import { type ProviderId, PROVIDER_IDS, providerOf } from '#shared/domain/commerce/providers.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { MODES, type Mode, type Service } from '#shared/domain/services.ts'
import { readCommerceSnapshot, type CommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { CheckKey, StoredApiAccount } from '#backend/storage/paypal.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { destinationOf } from '../gateway/hosts.ts'
import { readTestTarget } from '../test-target.ts'
import { accountOf } from '#shared/domain/commerce/settings.ts'
import { accountKey, type AskedAccount, savedAccount } from './account-key.ts'
import { passwordName } from './logins.ts'

/** What Test talks to, the API accounts, and how each saved account of the service was last found. */
export async function paypalState(
  readers: Pick<Readers, 'commerce' | 'paypal' | 'settings'>,
  service: Service,
): Promise<PaypalState> {
  const [testTarget, apiAccounts, snapshot] = await Promise.all([
    readTestTarget(readers),
    readers.paypal.apiAccounts(),
    readCommerceSnapshot(readers),
  ])
  const keys = MODES.flatMap((mode) =>
    PROVIDER_IDS.flatMap((provider): CheckKey[] => {
      const asked = savedAsked(snapshot, apiAccounts, { service, mode, provider })
      const destination = destinationOf(mode, testTarget)
      return asked ? [{ mode, provider, destination, account: accountKey(asked) }] : []
    }),
  )
  const checks = await readers.paypal.listChecks(keys)
  return {
    testTarget,
    apiAccounts: {
      test: describeApiAccount(apiAccounts, 'test'),
      production: describeApiAccount(apiAccounts, 'production'),
    },
    checks: checks.map(({ mode, provider, destination, at, good, code, pairs }) => ({
      mode,
      provider,
      checked: { at: instantOf(at), destination, good, code, pairs },
    })),
  }
}

export function describeApiAccount(
  apiAccounts: readonly StoredApiAccount[],
  mode: Mode,
): PaypalState['apiAccounts']['test'] {
  const stored = apiAccounts.find((row) => row.mode === mode)
  return {
    userName: stored?.userName ?? '',
    applicationId: stored?.applicationId ?? '',
    set: stored !== undefined && stored.password !== null && stored.signature !== null,
  }
}

/** What a check of the saved account refers to; null where nothing was saved in the mode. */
export function savedAsked(
  snapshot: CommerceSnapshot,
  apiAccounts: readonly StoredApiAccount[],
  place: { service: Service; mode: Mode; provider: ProviderId },
): AskedAccount | null {
  const { service, mode, provider } = place
  const content = snapshot.state[service][mode]
  if (!content) return null
  return savedAccount(content, provider, {
    password: passwordName(snapshot, place, accountOf(content.accounts, provider)) ?? null,
    caller: providerOf(provider).account.includes('grant') ? apiAccountKey(apiAccounts, mode) : null,
  })
}

/** Distinguishes one API account from another, and one with a new password from the old. */
const apiAccountKey = (apiAccounts: readonly StoredApiAccount[], mode: Mode): string | null => {
  const stored = apiAccounts.find((row) => row.mode === mode)
  return stored ? [stored.userName, stored.password, stored.signature].join(' ') : null
}
