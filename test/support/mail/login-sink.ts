import { type SinkOptions, type SmtpSink, startSink } from './smtp-sink.ts'

export interface Login {
  readonly userName: string
  readonly password: string
}

/** A real SMTP server on loopback that asks for a login, and records what every client logs in with. */
export interface LoginSink extends SmtpSink {
  readonly logins: readonly Login[]
  /** How many clients have connected, whether they logged in or not. */
  connections(): number
}

/** Accepts every login, or only this one. */
export async function startLoginSink(accepts?: Login, options: SinkOptions = {}): Promise<LoginSink> {
  const logins: Login[] = []
  let connections = 0
  const sink = await startSink({
    ...options,
    server: {
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onConnect(_session, done) {
        connections += 1
        done(null)
      },
      onAuth(auth, _session, done) {
        const [username, password] = [auth.username ?? '', auth.password ?? '']
        logins.push({ userName: username, password })
        const isGood = !accepts || (username === accepts.userName && password === accepts.password)
        if (isGood) done(null, { user: username })
        else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
      },
      ...options.server,
    },
  })
  return { ...sink, logins, connections: () => connections }
}
