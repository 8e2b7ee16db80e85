import type { PaypalState } from '#shared/contract/paypal.ts'
import { type ProviderId, PROVIDER_IDS, providerOf } from '#shared/domain/commerce/providers.ts'
import { MODES, type Mode, type Service } from '#shared/domain/services.ts'
import { readCommerceSnapshot, type CommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { findCheck, readApiAccounts, type StoredApiAccount } from '#backend/storage/sqlite/paypal-accounts.ts'
import { readTestTarget } from '#backend/storage/sqlite/test-target.ts'
import { destinationOf } from '../gateway/hosts.ts'
import { accountOf } from '#shared/domain/commerce/settings.ts'
import { accountKey, type AskedAccount, savedAccount } from './account-key.ts'
import { passwordName } from './logins.ts'

/** What Test talks to, the API accounts, and how each saved account of the service was last found. */
export async function paypalState(connection: ReadConnection, service: Service): Promise<PaypalState> {
  const testTarget = await readTestTarget(connection)
  const apiAccounts = await readApiAccounts(connection)
  const snapshot = await readCommerceSnapshot(connection)
  const checks: PaypalState['checks'] = []
  for (const mode of MODES)
    for (const provider of PROVIDER_IDS) {
      const asked = savedAsked(snapshot, apiAccounts, { service, mode, provider })
      const destination = destinationOf(mode, testTarget)
      const checked =
        asked && (await findCheck(connection, { mode, provider, destination, account: accountKey(asked) }))
      if (checked) checks.push({ mode, provider, checked })
    }
  return {
    testTarget,
    apiAccounts: {
      test: describeApiAccount(apiAccounts, 'test'),
      production: describeApiAccount(apiAccounts, 'production'),
    },
    checks,
  }
}

export function describeApiAccount(
  apiAccounts: readonly StoredApiAccount[],
  mode: Mode,
): PaypalState['apiAccounts']['test'] {
  const stored = apiAccounts.find((row) => row.mode === mode)
  return {
    userName: stored?.user_name ?? '',
    applicationId: stored?.application_id ?? '',
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
  return stored ? [stored.user_name, stored.password, stored.signature].join(' ') : null
}
