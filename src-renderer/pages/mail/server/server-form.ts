import { z } from 'zod'
import { type MailSecurity, type MailSettings, PER_MINUTE, securitySchema } from '#shared/contract/mail.ts'
import { isAddress } from '#shared/domain/email-address.ts'
import { keepTyped } from '../../../composables/keep-typed.ts'

/** The fields as typed, all but the password. */
export const serverFormSchema = z.strictObject({
  host: z.string(),
  port: z.string(),
  security: securitySchema,
  userName: z.string(),
  senderName: z.string(),
  senderAddress: z.string(),
  replyTo: z.string(),
  perMinute: z.string(),
})
export type ServerForm = z.output<typeof serverFormSchema>
export type ServerField = keyof ServerForm
/** Message keys under `mail.server.problems`, by field. */
export type ServerProblems = Partial<
  Record<ServerField, 'host' | 'port' | 'plain' | 'senderName' | 'senderAddress' | 'replyTo' | 'perMinute'>
>

export const CONNECTION_FIELDS = ['host', 'port', 'security', 'userName'] as const
export const SERVER_FIELDS = [
  ...CONNECTION_FIELDS,
  'senderName',
  'senderAddress',
  'replyTo',
  'perMinute',
] as const satisfies readonly ServerField[]

/** What servers usually listen on. */
const PORTS: Record<MailSecurity, string> = { starttls: '587', tls: '465', none: '25' }
const NAME_LIMIT = 127

/** The settings as a person types them; what a new site begins with where there are none. */
export function formOf(settings: MailSettings | null): ServerForm {
  if (!settings)
    return {
      host: '',
      port: PORTS.starttls,
      security: 'starttls',
      userName: '',
      senderName: '',
      senderAddress: '',
      replyTo: '',
      perMinute: String(PER_MINUTE.default),
    }
  const { host, security, userName, senderName, senderAddress, replyTo } = settings
  const perMinute = settings.perMinute === null ? '' : String(settings.perMinute)
  return {
    host,
    security,
    userName,
    senderName,
    senderAddress,
    replyTo,
    port: String(settings.port),
    perMinute,
  }
}

/**
 * What is typed, after other settings were saved elsewhere. The connection is one thing: a host or a password that is typed
 * is not for a server whose port or user came from somebody else.
 */
export function withSaved(
  typed: { readonly form: ServerForm; readonly password: string | null | undefined },
  was: MailSettings | null,
  is: MailSettings | null,
): ServerForm {
  const { form, password } = typed
  const before = formOf(was)
  const kept = keepTyped(form, before, formOf(is))
  const ownConnection =
    password !== undefined || CONNECTION_FIELDS.some((field) => form[field] !== before[field])
  if (!ownConnection) return kept
  const { host, port, security, userName } = form
  return { ...kept, host, port, security, userName }
}

/** Another encryption: its usual port comes with it, unless the port is one of its own. */
export function withSecurity(form: ServerForm, security: MailSecurity): ServerForm {
  const isUsual = Object.values(PORTS).includes(form.port.trim())
  return { ...form, security, ...(isUsual && { port: PORTS[security] }) }
}

const whole = (text: string): number | undefined => {
  const digits = text.trim().replace(/[\s\u00a0]/g, '')
  return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined
}
const within = (n: number | undefined, min: number, max: number) => n !== undefined && n >= min && n <= max

const isName = (host: string): boolean => host.length <= 253 && /^[^\s@/\\]+$/.test(host)
/** What a server on this machine is called; the backend has the last word. */
const isLocal = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

function connectionProblems({ host, port, security }: ServerForm): ServerProblems {
  const name = host.trim()
  return {
    ...(!isName(name) && { host: 'host' as const }),
    ...(!within(whole(port), 1, 65_535) && { port: 'port' as const }),
    ...(security === 'none' && isName(name) && !isLocal(name) && { security: 'plain' as const }),
  }
}

/** What is wrong, by field. */
export function problemsOf(form: ServerForm): ServerProblems {
  const replyTo = form.replyTo.trim()
  const pace = form.perMinute.trim()
  return {
    ...connectionProblems(form),
    ...(form.senderName.trim().length > NAME_LIMIT && { senderName: 'senderName' as const }),
    ...(!isAddress(form.senderAddress.trim()) && { senderAddress: 'senderAddress' as const }),
    ...(replyTo !== '' && !isAddress(replyTo) && { replyTo: 'replyTo' as const }),
    ...(pace !== '' &&
      !within(whole(pace), PER_MINUTE.min, PER_MINUTE.max) && { perMinute: 'perMinute' as const }),
  }
}

/** Fields that the check of the connection needs right; the sender may still be missing. */
export const canCheck = (form: ServerForm): boolean => Object.keys(connectionProblems(form)).length === 0

export function connectionOf(form: ServerForm) {
  const { security } = form
  return { host: form.host.trim(), port: whole(form.port) ?? 0, security, userName: form.userName.trim() }
}

/** Whether the form names the connection that is saved, which a stored password is for; names of hosts have no case. */
export function isSavedConnection(form: ServerForm, saved: MailSettings): boolean {
  const { host, port, security, userName } = connectionOf(form)
  return (
    host.toLowerCase() === saved.host.toLowerCase() &&
    port === saved.port &&
    security === saved.security &&
    userName === saved.userName
  )
}

/** What is sent; for a form without problems. */
export function settingsOf(form: ServerForm) {
  return {
    ...connectionOf(form),
    senderName: form.senderName.trim(),
    senderAddress: form.senderAddress.trim(),
    replyTo: form.replyTo.trim(),
    perMinute: whole(form.perMinute) ?? null,
  }
}

/** Fields that differ from what is saved. A new form differs once something is typed. */
export function changedFields(form: ServerForm, saved: MailSettings | null): ServerField[] {
  const before = formOf(saved)
  return SERVER_FIELDS.filter((field) => form[field].trim() !== before[field])
}
