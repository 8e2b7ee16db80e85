import type { PaypalState } from '#shared/contract/paypal.ts'
import type { Mode } from '#shared/domain/services.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { CALLER_SECRETS, callerTarget } from './logins.ts'
import type { PutSecret } from '#backend/areas/secrets/secrets.ts'
import type { PaypalDependencies } from './paypal-dependencies.ts'
import { describeApiAccount } from './state.ts'

export interface ApiAccountRequest {
  readonly mode: Mode
  readonly userName: string
  readonly applicationId: string
  readonly password?: string | undefined
  readonly signature?: string | undefined
}

/**
 * Stores the site's own API account of a mode as one operation. With another user name, a password or signature that is
 * not typed again is not kept.
 * @throws Refusal 'secrets.unprotected', 'secrets.locked' where a secret is typed
 */
export async function setApiAccount(
  parts: PaypalDependencies,
  site: OpenSite,
  request: ApiAccountRequest,
): Promise<PaypalState['apiAccounts']['test'] & { operationId: number }> {
  const { box, emit } = parts
  const write = (put: PutSecret | null) =>
    site.storage.transaction('paypal.set-caller', async (tx) => {
      const operationId = await store(tx, parts, request, put)
      return { ...describeApiAccount(await tx.paypal.apiAccounts(), request.mode), operationId }
    })
  const hasSecrets = request.password !== undefined || request.signature !== undefined
  const account = hasSecrets ? await box.putting(site, write) : await write(null)
  emit('history.onRecorded', { operationId: account.operationId, kind: 'set-api-account' })
  emit('paypal.onChanged', {})
  emit('secrets.onChanged', await box.state(site))
  return account
}

async function store(
  tx: Transaction,
  { clock }: PaypalDependencies,
  { mode, userName, applicationId, password, signature }: ApiAccountRequest,
  put: PutSecret | null,
): Promise<number> {
  const before = (await tx.paypal.apiAccounts()).find((row) => row.mode === mode)
  const login = userName.trim()
  // What is stored belongs to the user name that it was stored with.
  const kept = before?.userName === login ? before : undefined
  const secret = async (typed: string | undefined, stored: string | null | undefined) =>
    typed !== undefined && put
      ? await put(tx, CALLER_SECRETS, typed, callerTarget(mode, login))
      : (stored ?? null)
  const account = {
    mode,
    userName: login,
    applicationId: applicationId.trim(),
    password: await secret(password, kept?.password),
    signature: await secret(signature, kept?.signature),
  }
  await tx.paypal.writeApiAccount(account, CALLER_SECRETS)
  return await tx.operations.record({ at: clock.now(), details: { kind: 'set-api-account', mode } })
}
