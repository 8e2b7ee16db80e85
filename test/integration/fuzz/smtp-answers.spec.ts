import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Delivery, openSession, SmtpFailure } from '#backend/areas/mail/smtp/session.ts'
import { mailProblemSchema } from '#shared/domain/mail/message-states.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'
import { awkwardText } from '../../support/fuzz/values.ts'

/** Steps at which a server says something, in the order of a conversation that goes well. */
const STEPS = [
  'greeting',
  'EHLO',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'message',
  'RSET',
  'QUIT',
  'other',
] as const
type Step = (typeof STEPS)[number]

/** What a server does at one step. */
type Said =
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'ends' }
  | { readonly kind: 'resets' }
  | { readonly kind: 'says nothing' }

interface Case {
  readonly said: Readonly<Partial<Record<Step, Said>>>
  readonly login: boolean
  readonly security: 'none' | 'starttls' | 'tls'
}

const GOOD: Readonly<Record<Step, string>> = {
  greeting: '220 mail.example.com ESMTP\r\n',
  EHLO: '250-mail.example.com\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN\r\n',
  AUTH: '235 2.7.0 Welcome\r\n',
  MAIL: '250 Ok\r\n',
  RCPT: '250 Ok\r\n',
  DATA: '354 Go on\r\n',
  message: '250 Ok: queued as 12345\r\n',
  RSET: '250 Ok\r\n',
  QUIT: '221 Bye\r\n',
  other: '502 What?\r\n',
}

const reply = fc
  .tuple(
    fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(0, 1, 99, 600, 999, 250, 421, 550, 554)),
    fc.constantFrom(' ', '-', '', '  '),
    fc.oneof(
      awkwardText,
      fc.constantFrom('5.1.1 Unknown', 'AUTH PLAIN', 'x'.repeat(100_000), 'STARTTLS', 'SIZE 1'),
    ),
    fc.constantFrom('\r\n', '\n', '', '\r\n\r\n', '\r'),
  )
  .map(([code, sign, words, end]) => `${code}${sign}${words}${end}`)

const anySaid: fc.Arbitrary<Said> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('lines' as const),
      text: fc.oneof(
        { weight: 5, arbitrary: reply },
        {
          weight: 2,
          arbitrary: fc.array(reply, { minLength: 2, maxLength: 4 }).map((lines) => lines.join('')),
        },
        { weight: 1, arbitrary: awkwardText },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '250-a\r\n'.repeat(20_000),
            '\0'.repeat(100_000),
            'HTTP/1.1 400 Bad\r\n\r\n',
          ),
        },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'ends' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'resets' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'says nothing' } as const) },
)

const anyCase: fc.Arbitrary<Case> = fc.record({
  said: fc
    .array(fc.tuple(fc.constantFrom(...STEPS), anySaid), { maxLength: 2 })
    .map((entries) => Object.fromEntries(entries) as Case['said']),
  login: fc.boolean(),
  security: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('starttls' as const, 'tls' as const) },
  ),
})

/** How long a server may take here. */
const ANSWER_MS = 250
const MESSAGE = Buffer.from('Subject: Kode\r\n\r\nHei\r\n')

/** What a server saw of one conversation. */
interface Seen {
  /** The end of the message arrived, so it may have been delivered. */
  whole: boolean
  /** Something was said after it that begins with 2. */
  accepted: boolean
}

/** Answers as an SMTP server does, where the case does not say otherwise. */
function converse(socket: Socket, { said }: Case, seen: Seen): void {
  let isData = false
  let buffer = ''
  const say = (step: Step): void => {
    const what = said[step] ?? { kind: 'lines', text: GOOD[step] }
    if (what.kind === 'ends') socket.end()
    else if (what.kind === 'resets') socket.resetAndDestroy()
    else if (what.kind === 'lines') socket.write(what.text)
    if (step === 'DATA') isData = what.kind === 'lines' && /^3/.test(what.text)
    if (seen.whole && what.kind === 'lines' && /(^|[\r\n])2/.test(what.text)) seen.accepted = true
  }
  const stepOf = (line: string): Step => {
    const [verb = ''] = line.toUpperCase().split(' ')
    return STEPS.find((step) => step === verb) ?? 'other'
  }
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1')
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n'
      const at = buffer.indexOf(end)
      if (at === -1) return
      const line = buffer.slice(0, at)
      buffer = buffer.slice(at + end.length)
      if (isData) {
        isData = false
        seen.whole = true
        say('message')
      } else say(stepOf(line))
    }
  })
  say('greeting')
}

const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)
beforeAll(() => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})

function faultOf(delivery: Delivery, seen: Seen): string | null {
  if (delivery.kind === 'sent') return seen.accepted ? null : 'a message counts as sent that was not accepted'
  if (!mailProblemSchema.safeParse(delivery.problem).success) return 'a problem has no name of ours'
  if (delivery.kind === 'not-sent' && seen.whole) return 'a message counts as not sent that arrived'
  if (delivery.answer.length > 500) return 'an answer is too long to be kept'
  return null
}

async function run(one: Case): Promise<Outcome> {
  const seen: Seen = { whole: false, accepted: false }
  const server = createServer((socket) => converse(socket, one, seen))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const session = await openSession({
      host: '127.0.0.1',
      port,
      security: one.security,
      userName: one.login ? 'kurs' : '',
      password: one.login ? 'hemmelig' : '',
      answerMs: ANSWER_MS,
    })
    const delivery = await session.send({ from: 'kurs@example.com', to: 'kari@example.com', bytes: MESSAGE })
    session.close()
    return { ms: 0, fault: faultOf(delivery, seen), kind: delivery.kind }
  } catch (error) {
    if (!(error instanceof SmtpFailure)) {
      const { name, stack = '' } = error as Error
      return { ms: 0, fault: `${name} ${stack.split('\n')[1]?.trim() ?? ''}` }
    }
    const known = mailProblemSchema.safeParse(error.trouble.problem).success
    return { ms: 0, kind: 'no session', fault: known ? null : 'a problem has no name of ours' }
  } finally {
    server.close()
  }
}

it(
  'takes whatever a mail server says as sent, refused, not sent or lost',
  async () => {
    const { kinds } = await fuzz<Case>({
      name: 'answers of mail servers',
      cases: campaignSize({ small: 200, full: 10_000 }),
      perSession: 400,
      arbitrary: anyCase,
      // Most of what takes long is waiting for a server that says nothing.
      atATime: 16,
      open: async () => ({ run, close: async () => (uncaught.length > 0 ? String(uncaught.shift()) : null) }),
    })
    for (const kind of ['sent', 'refused', 'not-sent', 'lost', 'no session'])
      expect([...kinds.keys()]).toContain(kind)
  },
  CAMPAIGN_TIMEOUT_MS,
)
