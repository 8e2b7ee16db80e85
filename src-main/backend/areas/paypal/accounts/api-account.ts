import type { PaypalState } from '#shared/contract/paypal.ts'
import type { Mode } from '#shared/domain/services.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { nextOperationId, recordOperation } from '#backend/storage/operations.ts'
import { dropUnusedCallerSecrets, readCallers, writeCaller } from '#backend/storage/paypal-accounts.ts'
import type { Transaction } from '#backend/storage/writer.sqlite.ts'
import { CALLER_SECRETS, callerTarget } from './logins.ts'
import type { PutSecret } from '#backend/areas/secrets/secrets.ts'
import type { PaypalParts } from './paypal-parts.ts'
import { describeCaller } from './state.ts'

export interface CallerWish {
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
export async function setCaller(
  parts: PaypalParts,
  site: OpenSite,
  wish: CallerWish,
): Promise<PaypalState['callers']['test'] & { operationId: number }> {
  const { box, emit } = parts
  const write = (put: PutSecret | null) =>
    site.store.writer.transaction('paypal.set-caller', (tx) => store(tx, parts, wish, put))
  const hasSecrets = wish.password !== undefined || wish.signature !== undefined
  const operationId = hasSecrets ? await box.putting(site, write) : await write(null)
  emit('history.onRecorded', { operationId, kind: 'set-api-account' })
  emit('paypal.onChanged', {})
  emit('secrets.onChanged', await box.state(site))
  return { ...describeCaller(await readCallers(site.store.reading), wish.mode), operationId }
}

async function store(
  tx: Transaction,
  { clock }: PaypalParts,
  { mode, userName, applicationId, password, signature }: CallerWish,
  put: PutSecret | null,
): Promise<number> {
  const before = (await readCallers(tx)).find((row) => row.mode === mode)
  const login = userName.trim()
  // What is stored belongs to the user name that it was stored with.
  const kept = before?.user_name === login ? before : undefined
  const secret = async (typed: string | undefined, stored: string | null | undefined) =>
    typed !== undefined && put
      ? await put(tx, CALLER_SECRETS, typed, callerTarget(mode, login))
      : (stored ?? null)
  await writeCaller(tx, {
    mode,
    user_name: login,
    application_id: applicationId.trim(),
    password: await secret(password, kept?.password),
    signature: await secret(signature, kept?.signature),
  })
  await dropUnusedCallerSecrets(tx, CALLER_SECRETS)
  const id = await nextOperationId(tx)
  await recordOperation(tx, { id, at: clock.now(), deed: { kind: 'set-api-account', mode } })
  return id
}
