import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { passwordsFor, type CommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import { type SecretBox, type SecretTarget, secretTarget } from '#backend/areas/secrets/secrets.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { type Account, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { PermissionsCaller } from '../permissions/permissions-types.ts'

/** The names of the secrets of API accounts begin so. */
export const CALLER_SECRETS = 'paypal-caller.'

/** The simulator knows every account, so that Express Checkout can be tried before there is an API account. */
const SIMULATOR_CALLER: PermissionsCaller = {
  userName: 'simulator_api1.example.com',
  password: 'SIMULATOR',
  signature: 'SIMULATOR',
  applicationId: 'APP-80W284485P519543T',
}

export interface AccountPlace {
  readonly service: Service
  readonly mode: Mode
  readonly provider: ProviderId
}

/** The secret that is the password of this account exactly; undefined where none was stored for it. */
export function passwordName(
  { passwords }: CommerceSnapshot,
  { service, mode, provider }: AccountPlace,
  account: Account,
): string | undefined {
  const content = { ...EMPTY_CONTENT, accounts: { [provider]: account } }
  return passwordsFor(passwords, { service, mode, content }).find((row) => row.provider === provider)?.secret
}

/** The simulator knows no passwords: it is asked with this one where none is stored. */
export const SIMULATOR_PASSWORD = 'simulator'

/** A secret as the text that PayPal is sent. @throws Refusal 'secrets.locked', 'secrets.other-target' */
export const secretText = (
  box: SecretBox,
  site: OpenSite,
  name: string,
  target: SecretTarget,
): Promise<string> => box.use(site, name, target, async (secret) => secret.toString('utf8'))

/** What password and signature of an API account are stored for: its user name, in Test or in Production. */
export const callerTarget = (mode: Mode, userName: string): SecretTarget =>
  secretTarget('paypal-api', mode, userName)

/**
 * The site's own API account for a destination; null where it is not set up. The simulator's is made up while there is
 * no other.
 * @throws Refusal 'secrets.locked'
 */
export async function callerFor(
  box: SecretBox,
  site: OpenSite,
  destination: Destination,
): Promise<PermissionsCaller | null> {
  const mode: Mode = destination === 'live' ? 'production' : 'test'
  const stored = (await site.storage.paypal.apiAccounts()).find((row) => row.mode === mode)
  if (!stored?.password || !stored.signature) return destination === 'simulator' ? SIMULATOR_CALLER : null
  const target = callerTarget(mode, stored.userName)
  return {
    userName: stored.userName,
    applicationId: stored.applicationId,
    password: await secretText(box, site, stored.password, target),
    signature: await secretText(box, site, stored.signature, target),
  }
}
