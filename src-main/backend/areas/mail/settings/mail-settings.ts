import type { MailSettings } from '#shared/contract/mail.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredMailSettings } from '#backend/storage/mail.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { PutSecret } from '#backend/areas/secrets/secrets.ts'
import type { MailDependencies } from '../mail-dependencies.ts'
import { holdOutbox } from '../sending/approval.ts'
import { connectionOf, connectionTarget } from '../sending/server.ts'

/** The names of the mail server's password begin so. */
export const MAIL_SECRETS = 'mail.'

export type SettingsRequest = Omit<MailSettings, 'passwordSet'> & {
  readonly password?: string | null | undefined
}

export async function mailSettings({ storage }: OpenSite): Promise<MailSettings | null> {
  const stored = await storage.mail.settings()
  return stored ? describe(stored) : null
}

const describe = (stored: StoredMailSettings): MailSettings => ({
  host: stored.host,
  port: stored.port,
  security: stored.security,
  userName: stored.userName,
  senderName: stored.senderName,
  senderAddress: stored.senderAddress,
  replyTo: stored.replyTo,
  perMinute: stored.perMinute,
  passwordSet: stored.password !== null,
})

/**
 * Saves the connection as one operation; a typed password goes into the secret box. With another host, port, encryption or
 * user name, a password that is not typed again is not kept. What waits is not sent by other settings before a person
 * approves that.
 * @throws Refusal 'secrets.unprotected', 'secrets.locked' where a password is typed
 */
export async function saveMailSettings(
  parts: MailDependencies,
  site: OpenSite,
  request: SettingsRequest,
): Promise<{ saved: MailSettings & { operationId: number }; isOther: boolean }> {
  const { box, emit, clock } = parts
  const write = (put: PutSecret | null) =>
    site.storage.transaction('mail.save-settings', (tx) => store(tx, request, put, clock.now()))
  const isTyped = typeof request.password === 'string'
  const { operationId, stored, isOther } = isTyped ? await box.putting(site, write) : await write(null)
  emit('history.onRecorded', { operationId, kind: 'set-mail-settings' })
  emit('secrets.onChanged', await box.state(site))
  return { saved: { ...describe(stored), operationId }, isOther }
}

async function store(
  tx: Transaction,
  { password: typed, ...request }: SettingsRequest,
  put: PutSecret | null,
  at: number,
): Promise<{ operationId: number; stored: StoredMailSettings; isOther: boolean }> {
  const before = await tx.mail.settings()
  const target = connectionTarget(request)
  // What is stored is for the connection that it was stored with, and does not follow to another.
  const isSame = before !== undefined && connectionTarget(connectionOf(before)) === target
  const kept = typed === undefined && isSame ? before.password : null
  const next: StoredMailSettings = {
    host: request.host,
    port: request.port,
    security: request.security,
    userName: request.userName,
    password: typeof typed === 'string' && put ? await put(tx, MAIL_SECRETS, typed, target) : kept,
    senderName: request.senderName,
    senderAddress: request.senderAddress,
    replyTo: request.replyTo,
    perMinute: request.perMinute,
    changedAt: at,
  }
  await tx.mail.writeSettings(next)
  const isOther = !before || sendsOtherwise(before, next)
  if (isOther) await holdOutbox(tx, 'server-changed')
  await tx.mail.dropUnusedSecrets(MAIL_SECRETS)
  const operationId = await tx.operations.record({ at, details: { kind: 'set-mail-settings' } })
  return { operationId, stored: next, isOther }
}

/** What waits would go another way, or in another name. How many go a minute changes nothing of that. */
const sendsOtherwise = (before: StoredMailSettings, next: StoredMailSettings): boolean =>
  (
    ['host', 'port', 'security', 'userName', 'password', 'senderName', 'senderAddress', 'replyTo'] as const
  ).some((field) => before[field] !== next[field])
