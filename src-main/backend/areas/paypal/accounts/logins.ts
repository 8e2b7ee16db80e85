import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { Standings } from '#backend/areas/commerce/commerce.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { readCallers } from '#backend/storage/paypal-accounts.ts'
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

/** The secret that is the password of a saved account; undefined where none is set. */
export const passwordName = (
  { passwords }: Standings,
  { service, mode, provider }: AccountPlace,
): string | undefined =>
  passwords.find((row) => row.service === service && row.mode === mode && row.provider === provider)?.secret

/** A secret as the text that PayPal is sent. @throws Refusal 'secrets.locked' */
export const secretText = (box: SecretBox, site: OpenSite, name: string): Promise<string> =>
  box.use(site, name, async (secret) => secret.toString('utf8'))

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
  const stored = (await readCallers(site.store.reading)).find((row) => row.mode === mode)
  if (!stored?.password || !stored.signature) return destination === 'simulator' ? SIMULATOR_CALLER : null
  return {
    userName: stored.user_name,
    applicationId: stored.application_id,
    password: await secretText(box, site, stored.password),
    signature: await secretText(box, site, stored.signature),
  }
}
