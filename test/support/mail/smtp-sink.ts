import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A message that the server took: it said so, or was about to. */
export interface Taken {
  readonly from: string
  readonly to: string
  readonly messageId: string
  readonly bytes: Buffer
}

/** What the server does with a message once it has all of it. */
export type ChargeOutcome =
  | { readonly kind: 'take' }
  | { readonly kind: 'refuse'; readonly code: number; readonly words: string }
  /** The line ends before the message is through to the server's mind, so it is not delivered. */
  | { readonly kind: 'drop-before' }
  /** It is delivered, and the line ends before the answer. */
  | { readonly kind: 'drop-after' }

export interface SinkOptions {
  readonly port?: number
  /** Asked at each RCPT TO: null takes the recipient. */
  readonly recipient?: (address: string) => { code: number; words: string } | null
  readonly outcome?: (address: string) => ChargeOutcome
  readonly server?: SMTPServerOptions
  /** What it took before, where it goes on as the same server. */
  readonly taken?: Taken[]
}

export interface SmtpSink {
  readonly port: number
  /** In the order of their coming. */
  readonly taken: Taken[]
  close(): Promise<void>
  /** Ends as a killed process does: every line breaks at once. */
  kill(): Promise<void>
}

const refusal = ({ code, words }: { code: number; words: string }) =>
  Object.assign(new Error(words), { responseCode: code })

/** A real SMTP server on loopback that records what it takes, and can be made difficult. */
export async function startSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const { recipient = () => null, outcome = () => ({ kind: 'take' }) as const, taken = [] } = options
  const sockets = new Set<{ destroy(): void }>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const no = recipient(address)
      done(no ? refusal(no) : null)
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        const bytes = Buffer.concat(parts)
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        const messageId = /^message-id: *<([^>]+)>/im.exec(bytes.toString('latin1'))?.[1] ?? ''
        const end = outcome(to)
        const socket = [...sockets].find(
          (one) => (one as { remotePort?: number }).remotePort === session.remotePort,
        )
        if (end.kind === 'take' || end.kind === 'drop-after') taken.push({ from, to, messageId, bytes })
        if (end.kind === 'take') done(null)
        else if (end.kind === 'refuse') done(refusal(end))
        else socket?.destroy()
      })
    },
    ...options.server,
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    close,
    async kill() {
      for (const socket of sockets) socket.destroy()
      await close()
    },
  }
}
