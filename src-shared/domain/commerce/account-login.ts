import { type ProviderId, providerOf } from './providers.ts'
import type { Account } from './settings.ts'

/** What PayPal is sent beside the account's password, in the catalogue's order: who it is that logs in. */
export const loginOf = (provider: ProviderId, account: Account): string[] =>
  providerOf(provider).account.flatMap((field) =>
    field === 'password' || field === 'grant' ? [] : [account[field].trim()],
  )

/** True where a password that is stored for the one is the other's too. */
export const isSameLogin = (provider: ProviderId, one: Account, other: Account): boolean =>
  JSON.stringify(loginOf(provider, one)) === JSON.stringify(loginOf(provider, other))
