import { type AddressInfo, createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SMTPServerOptions } from 'smtp-server'
import { openSession, SmtpFailure, type SmtpServer } from '#backend/areas/mail/smtp/session.ts'
import { makeCertificates } from '../../support/mail/certificates.ts'
import { type SinkOptions, type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'

let certificates: Awaited<ReturnType<typeof makeCertificates>>
let sink: SmtpSink | undefined
let raw: Server | undefined
beforeAll(async () => void (certificates = await makeCertificates()))
afterEach(async () => {
  await sink?.close()
  raw?.close()
  ;[sink, raw] = [undefined, undefined]
})

async function serve(server: SMTPServerOptions = {}, options: SinkOptions = {}): Promise<number> {
  sink = await startSink({ ...options, server })
  return sink.port
}

/** A server that sends what it is given, line for line. */
async function say(...answers: string[]): Promise<number> {
  raw = createServer((socket) => {
    const left = [...answers]
    socket.on('error', () => undefined)
    const next = () => {
      const answer = left.shift()
      if (answer === undefined) socket.destroy()
      else if (answer !== '') socket.write(`${answer}\r\n`)
    }
    next()
    socket.on('data', next)
  })
  raw.listen(0, '127.0.0.1')
  await once(raw, 'listening')
  return (raw.address() as AddressInfo).port
}

const server = (port: number, changes: Partial<SmtpServer> = {}): SmtpServer => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  userName: '',
  password: '',
  trusted: certificates.issuer,
  answerMs: 2000,
  ...changes,
})

const problemOf = async (asked: SmtpServer) => {
  try {
    const session = await openSession(asked)
    session.close()
    return 'none'
  } catch (error) {
    if (error instanceof SmtpFailure) return error.trouble.problem
    throw error
  }
}

const WITH_TLS: SMTPServerOptions = { disabledCommands: ['AUTH'] }
const LOGIN: SMTPServerOptions = {
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) =>
    username === 'kurs' && password === 'blåbær'
      ? done(null, { user: username })
      : done(Object.assign(new Error('Bad credentials'), { responseCode: 535 })),
}

describe('the line', () => {
  it.each([
    ['a certificate that is in order', 'good', 'none'],
    ['one that the server wrote itself', 'selfSigned', 'certificate-self-signed'],
    ['one that has expired', 'expired', 'certificate-expired'],
    ['one for another name', 'otherName', 'certificate-other-name'],
  ] as const)('over TLS and STARTTLS with %s', async (_, which, problem) => {
    const starttls = await serve({ ...WITH_TLS, ...certificates[which] })
    expect(await problemOf(server(starttls, { security: 'starttls' }))).toBe(problem)
    await sink?.close()
    const tls = await serve({ ...WITH_TLS, ...certificates[which], secure: true })
    expect(await problemOf(server(tls, { security: 'tls' }))).toBe(problem)
  })

  it('knows an issuer that it does not know', async () => {
    const port = await serve({ ...WITH_TLS, ...certificates.good, secure: true })
    expect(await problemOf(server(port, { security: 'tls', trusted: undefined }))).toBe(
      'certificate-untrusted',
    )
  })

  it('is never plain to another machine, nor where STARTTLS was asked for', async () => {
    expect(await problemOf(server(25, { host: 'mail.example.com' }))).toBe('plain-not-local')
    expect(await problemOf(server(25, { host: '127.0.0.1.example.com' }))).toBe('plain-not-local')
    const port = await serve()
    expect(await problemOf(server(port, { security: 'starttls' }))).toBe('starttls-not-offered')
  })

  it('reports what is at the other end', async () => {
    const plain = await serve()
    expect(await problemOf(server(plain, { security: 'tls' }))).toBe('tls-not-spoken')
    await sink?.close()
    sink = undefined
    expect(await problemOf(server(plain))).toBe('connection-refused')
    expect(await problemOf(server(plain, { host: 'finnes-ikke.invalid', security: 'tls' }))).toMatch(
      /^(host-unknown|unreachable)$/,
    )
    expect(await problemOf(server(await say('HTTP/1.1 400 Bad Request')))).toBe('not-smtp')
    raw?.close()
    expect(await problemOf(server(await say('')))).toMatch(/^(not-smtp|timed-out)$/)
    raw?.close()
    expect(await problemOf(server(await say('421 too busy')))).toBe('server-busy')
  })

  it('logs in, or says why not', async () => {
    const port = await serve(LOGIN)
    expect(await problemOf(server(port, { userName: 'kurs', password: 'blåbær' }))).toBe('none')
    expect(await problemOf(server(port, { userName: 'kurs', password: 'feil' }))).toBe('login-refused')
    expect(await problemOf(server(port, { userName: 'kurs' }))).toBe('login-required')
    await sink?.close()
    expect(await problemOf(server(await serve(), { userName: 'kurs', password: 'x' }))).toBe(
      'login-not-offered',
    )
  })
})

describe('a sending', () => {
  const message = {
    from: 'kurs@example.com',
    to: 'kari@example.com',
    bytes: Buffer.from('Subject: x\r\n\r\nHei\r\n'),
  }
  const sent = async (port: number, changes: Partial<typeof message> = {}) => {
    const session = await openSession(server(port))
    const delivery = await session.send({ ...message, ...changes })
    session.close()
    return delivery
  }
  const refusing = (code: number) => serve({}, { recipient: () => ({ code, words: 'No' }) })
  const HELLO = ['220 ready', '250 hello']

  it('is taken, refused or put off by the server’s word', async () => {
    expect(await sent(await serve())).toMatchObject({ kind: 'sent' })
    await sink?.close()
    expect(await sent(await refusing(550))).toMatchObject({
      kind: 'refused',
      problem: 'recipient-refused',
      code: 550,
      answer: '550 No',
    })
    await sink?.close()
    expect(await sent(await refusing(450))).toMatchObject({
      kind: 'refused',
      problem: 'server-busy',
      code: 450,
    })
    await sink?.close()
    const full = await serve({}, { outcome: () => ({ kind: 'refuse', code: 552, words: 'Too large' }) })
    expect(await sent(full)).toMatchObject({ kind: 'refused', problem: 'too-large' })
  })

  it('is not sent where the line ends before the message, and lost where it ends after', async () => {
    expect(await sent(await say(...HELLO, '250 ok', '250 ok'))).toMatchObject({ kind: 'not-sent' })
    raw?.close()
    expect(await sent(await say(...HELLO, '250 ok', '250 ok', '354 go on'))).toMatchObject({
      kind: 'lost',
      problem: 'answer-lost',
    })
    raw?.close()
    const refused = await say(...HELLO, '553 not you')
    expect(await sent(refused)).toMatchObject({ kind: 'refused', problem: 'sender-refused' })
  })

  it('takes letters of any script before the @ where the server does', async () => {
    const to = 'jörg@example.com'
    expect(await sent(await serve(), { to })).toMatchObject({ kind: 'sent' })
    expect(sink?.taken[0]?.to).toBe(to)
    await sink?.close()
    expect(await sent(await serve({ hideSMTPUTF8: true }), { to })).toMatchObject({
      kind: 'refused',
      problem: 'no-internationalised-addresses',
    })
  })

  it('ends when it is given up', async () => {
    const session = await openSession(server(await say(...HELLO, '')))
    const sending = session.send(message)
    session.abort()
    expect(await sending).toMatchObject({ kind: 'not-sent' })
    expect(session.isUsable()).toBe(false)
  })
})
