import { Readable } from 'node:stream'
import type { MailSecurity } from '#shared/contract/mail.ts'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'
import {
  connectionTrouble,
  loginTrouble,
  messageTrouble,
  type SmtpError,
  type SmtpTrouble,
  tidyAnswer,
} from './problems.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly userName: string
  /** Empty for a server without login. */
  readonly password: string
  /** Issuers that are trusted besides those of the machine, PEM. */
  readonly trusted?: string | undefined
  /** How long the server may take to answer, in milliseconds. */
  readonly answerMs: number
}

/** A message on the wire. */
export interface WireMessage {
  readonly from: string
  readonly to: string
  readonly bytes: Buffer
}

/**
 * How a sending ended. `not-sent`: the connection failed before the message was through, so the server has not taken it.
 * `lost`: it may have been, but the answer never came.
 */
export type Delivery =
  | { readonly kind: 'sent'; readonly answer: string }
  | ({ readonly kind: 'refused' | 'not-sent' | 'lost' } & SmtpTrouble)

/** Thrown where no connection can be made. */
export class SmtpFailure extends Error {
  readonly trouble: SmtpTrouble
  constructor(trouble: SmtpTrouble) {
    super(trouble.problem)
    this.trouble = trouble
  }
}

export interface SmtpSession {
  /** One at a time. */
  send(message: WireMessage): Promise<Delivery>
  /** False once the connection has failed: another session is needed. */
  isUsable(): boolean
  /** Says goodbye; the connection is closed even if the server does not answer. */
  close(): void
  /** Gives up what is being sent: it then ends as not sent, or lost. */
  abort(): void
}

/**
 * Connects, secures the connection and logs in.
 * @throws SmtpFailure
 */
export async function openSession(server: SmtpServer): Promise<SmtpSession> {
  if (server.security === 'none' && !isLoopback(server.host))
    throw new SmtpFailure({ problem: 'plain-not-local', answer: '' })
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const connection = new Connection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    // The name of this machine is nobody's business.
    name: '[127.0.0.1]',
    connectionTimeout: Math.min(server.answerMs, 30_000),
    greetingTimeout: Math.min(server.answerMs, 30_000),
    dnsTimeout: Math.min(server.answerMs, 15_000),
    socketTimeout: server.answerMs,
    allowInternalNetworkInterfaces: true,
    tls: { minVersion: 'TLSv1.2', ...(server.trusted === undefined ? {} : { ca: server.trusted }) },
  })
  let failed = false
  // Without a listener a failing connection would end the process.
  connection.on('error', () => void (failed = true))
  connection.on('end', () => void (failed = true))
  await connected(connection)
  // The answer to EHLO, which lists what the server can do.
  const takesUtf8 = /[ -]SMTPUTF8\b/im.test(connection.lastServerResponse || '')
  await loggedIn(connection, server)
  const aborted = Promise.withResolvers<SmtpError>()
  return {
    async send(message) {
      if (!takesUtf8 && needsUtf8(message)) return NO_UTF8
      const delivery = await deliver(connection, message, aborted.promise)
      // What the server refused before its end is still open there: the next message would meet it.
      if (delivery.kind === 'refused' && !failed) failed = !(await reset(connection, aborted.promise))
      return delivery
    },
    isUsable: () => !failed,
    close() {
      if (failed) connection.close()
      else connection.quit()
    },
    abort() {
      failed = true
      aborted.resolve(Object.assign(new Error('given up'), { code: 'ECONNECTION' }))
      connection.close()
    },
  }
}

async function connected(connection: SMTPConnection): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      connection.close()
      reject(new SmtpFailure(connectionTrouble(error)))
    }
    connection.once('error', fail)
    connection.connect((error?: Error | null) => {
      if (error) return fail(error)
      connection.off('error', fail)
      resolve()
    })
  })
}

async function loggedIn(connection: SMTPConnection, { userName, password }: SmtpServer): Promise<void> {
  if (userName === '') return
  const give = (trouble: SmtpTrouble): never => {
    connection.close()
    throw new SmtpFailure(trouble)
  }
  if (!connection.allowsAuth) give({ problem: 'login-not-offered', answer: '' })
  if (password === '') give({ problem: 'login-required', answer: '' })
  const error = await new Promise<SmtpError | null | undefined>((resolve) => {
    const onError = (error: Error) => resolve(error)
    connection.once('error', onError)
    connection.login({ user: userName, pass: password }, (refused?: Error | null) => {
      connection.off('error', onError)
      resolve(refused)
    })
  })
  if (error) give(loginTrouble(error))
}

const NO_UTF8: Delivery = { kind: 'refused', problem: 'no-internationalised-addresses', answer: '' }
const needsUtf8 = ({ from, to }: WireMessage): boolean => /[^\0-\x7f]/.test(from + to)

/** False where the server does not begin again. */
const reset = (connection: SMTPConnection, aborted: Promise<unknown>): Promise<boolean> =>
  new Promise((resolve) => {
    const fail = () => resolve(false)
    void aborted.then(fail)
    connection.once('error', fail)
    connection.once('end', fail)
    connection.reset((error) => {
      connection.off('error', fail)
      connection.off('end', fail)
      resolve(!error)
    })
  })

async function deliver(
  connection: SMTPConnection,
  { from, to, bytes }: WireMessage,
  aborted: Promise<SmtpError>,
): Promise<Delivery> {
  let begun = false
  // Read from once the server has said go on, and not before.
  const source = new Readable({
    read() {
      begun = true
      this.push(bytes)
      this.push(null)
    },
  })
  const ended = await new Promise<{ error?: SmtpError; answer?: string }>((resolve) => {
    void aborted.then((error) => resolve({ error }))
    connection.send({ from, to: [to], size: bytes.length }, source, (error, info) =>
      resolve(error ? { error } : { answer: info?.response ?? '' }),
    )
  })
  if (!ended.error) return { kind: 'sent', answer: tidyAnswer(ended.answer) }
  const trouble = messageTrouble(ended.error)
  if (trouble.code !== undefined || trouble.problem === 'too-large') return { kind: 'refused', ...trouble }
  return begun
    ? { kind: 'lost', problem: 'answer-lost', answer: trouble.answer }
    : { kind: 'not-sent', ...trouble }
}
