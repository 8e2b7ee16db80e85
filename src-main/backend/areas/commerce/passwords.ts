import { loginOf } from '#shared/domain/commerce/account-login.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { type Account, accountOf, type Content } from '#shared/domain/commerce/settings.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { type SecretTarget, secretTarget } from '#backend/areas/secrets/secrets.ts'
import type { BoundPassword } from '#backend/storage/commerce.ts'

interface AccountOfMode {
  readonly mode: Mode
  readonly provider: ProviderId
}

/** What an account's password is stored for: who logs in, at which product, in Test or in Production. */
export const passwordTarget = ({ mode, provider }: AccountOfMode, account: Account): SecretTarget =>
  secretTarget('paypal-account', mode, provider, ...loginOf(provider, account))

/**
 * The passwords that the service's accounts in `mode` have, for the accounts as they are in `content`. One that was
 * stored for another login is not among them; it is there again once that login is.
 */
export const passwordsFor = (
  passwords: readonly BoundPassword[],
  { service, mode, content }: { service: Service; mode: Mode; content: Content },
): BoundPassword[] =>
  passwords.filter(
    (row) =>
      row.service === service &&
      row.mode === mode &&
      row.target === passwordTarget(row, accountOf(content.accounts, row.provider)),
  )
