import { accountOf, type Account, type Content, optionsOf } from '#shared/domain/commerce/settings.ts'
import { providerOf, type ProviderId } from '#shared/domain/commerce/providers.ts'

/** What PayPal is asked about when an account is checked: its fields, and the names of the secrets that go with them. */
export interface AskedAccount {
  readonly provider: ProviderId
  readonly account: Account
  /** The name of the password's secret; null for one that is typed and not saved, or where the product has none. */
  readonly password: string | null
  /** The API account that asks; null where the product needs none. */
  readonly caller: string | null
  readonly currency: string
}

/**
 * A text that distinguishes accounts, without a secret in it. What belongs to other products is left out, and so is the
 * currency where PayPal is not asked about it: Express Checkout asks for a token in it.
 */
export function accountKey({ provider, account, password, caller, currency }: AskedAccount): string {
  const { account: fields } = providerOf(provider)
  const values = fields.flatMap((field) =>
    field === 'password' || field === 'grant' ? [] : [account[field].trim()],
  )
  return JSON.stringify([...values, password, caller, ...(fields.includes('grant') ? [currency] : [])])
}

/** What is asked about where the saved account is checked. */
export const savedAccount = (
  { settings, accounts }: Content,
  provider: ProviderId,
  secrets: Pick<AskedAccount, 'password' | 'caller'>,
): AskedAccount => ({
  provider,
  account: accountOf(accounts, provider),
  currency: optionsOf(settings, provider).currency,
  ...secrets,
})
