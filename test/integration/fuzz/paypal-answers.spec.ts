import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createExpressClient } from '#backend/areas/paypal/express/express-client.ts'
import type { HttpFailure, HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import { createPayflowClient } from '#backend/areas/paypal/payflow/payflow-client.ts'
import { createPermissionsClient } from '#backend/areas/paypal/permissions/permissions-client.ts'
import { createRestClient } from '#backend/areas/paypal/rest/rest-client.ts'
import { answerCodeSchema } from '#shared/domain/payments/answer-codes.ts'
import expressVectors from '../../fixtures/paypal/express.json' with { type: 'json' }
import payflowVectors from '../../fixtures/paypal/payflow.json' with { type: 'json' }
import permissionsVectors from '../../fixtures/paypal/permissions.json' with { type: 'json' }
import restVectors from '../../fixtures/paypal/rest.json' with { type: 'json' }
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { type Damage, anyDamage, damaged } from '../../support/fuzz/damages.ts'
import { fuzz, type Outcome as Tried } from '../../support/fuzz/fuzz.ts'
import { nearlyOf } from '../../support/fuzz/schema-values.ts'
import { awkwardText } from '../../support/fuzz/values.ts'
import { answered, scriptedPort } from '../../support/paypal/scripted-port.ts'

const HOST = 'https://www.paypal.example'
const PAGE = new URL('/cgi-bin/webscr', HOST)
const API = new URL('https://api.paypal.example/')
const CALLER = { userName: 'api.example.com', password: 'se cret+1', signature: 'A-sig.nature' }
const CLOCK = { now: () => Date.UTC(2026, 10, 20, 12) }
const TOKEN = '{"access_token":"A21.token","token_type":"Bearer","expires_in":32400}'

type Client = Readonly<Record<string, (...input: unknown[]) => Promise<unknown>>>
interface Recorded {
  readonly method: string
  readonly arguments: readonly unknown[]
  readonly status: number
  readonly answer: string
}

interface Protocol {
  readonly type: string
  readonly recorded: readonly Recorded[]
  client(port: ReturnType<typeof scriptedPort>): Client
}

const asClient = (client: object) => client as Client
const recordedOf = (
  vectors: readonly { method: string; arguments: readonly unknown[]; status?: number; answer: unknown }[],
): Recorded[] =>
  vectors.map(({ method, arguments: input, status = 200, answer }) => ({
    method,
    arguments: input,
    status,
    answer: typeof answer === 'string' ? answer : answer === null ? '' : JSON.stringify(answer),
  }))

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  payflow: {
    type: 'text/namevalue',
    recorded: recordedOf(payflowVectors),
    client: (port) =>
      asClient(
        createPayflowClient(
          { transactions: API, hostedPage: PAGE, expressPage: PAGE, test: true },
          { partner: 'PayPal', vendor: 'Example', user: 'admin', password: 'pass' },
          port,
        ),
      ),
  },
  express: {
    type: 'text/plain; charset=utf-8',
    recorded: recordedOf(expressVectors),
    client: (port) =>
      asClient(
        createExpressClient(
          { api: API, buyerPage: PAGE },
          { ...CALLER, subject: 'merchant@example.com' },
          port,
          CLOCK,
        ),
      ),
  },
  permissions: {
    type: 'text/plain;charset=utf-8',
    recorded: recordedOf(permissionsVectors),
    client: (port) =>
      asClient(
        createPermissionsClient(
          { api: API, merchantPage: PAGE },
          { ...CALLER, applicationId: 'APP-80W284485P519543T' },
          port,
        ),
      ),
  },
  rest: {
    type: 'application/json',
    recorded: recordedOf(restVectors),
    client: (port) =>
      asClient(
        createRestClient(
          { api: API, buyerOrigin: HOST },
          { clientId: 'client-id', clientSecret: 'client-secret' },
          port,
          CLOCK,
        ),
      ),
  },
}

const FAILURES: readonly HttpFailure['code'][] = [
  'offline',
  'host-unknown',
  'connection-refused',
  'connection-lost',
  'certificate-refused',
  'proxy-refused',
  'timed-out',
  'malformed-answer',
]

/** A call of a recorded one, and what comes instead of the recorded answer. */
interface Case {
  readonly protocol: string
  readonly recorded: Recorded
  readonly status: number
  readonly type: string | null
  readonly body: string
  readonly damage: Damage | null
  readonly failure: HttpFailure | null
  /** In place of a good access token, where the protocol has one. */
  readonly token: string | null
}

/** Names and values with some of them changed, doubled or left out. */
const nearlyPairs = (text: string): fc.Arbitrary<string> => {
  const pairs = text.split('&')
  const value = fc.oneof(
    awkwardText,
    fc.constantFrom('0', '-1', '12', '1e9', '126', '%', '%00', 'Success', 'x'.repeat(100_000)),
  )
  return fc
    .array(fc.tuple(fc.nat(Math.max(0, pairs.length - 1)), fc.constantFrom('set', 'drop', 'double'), value), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => {
      const left: string[] = [...pairs]
      for (const [at, what, by] of changes) {
        const [name = ''] = (pairs[at] ?? '').split('=')
        if (what === 'drop') left[at] = ''
        else if (what === 'double') left.push(`${name}=${by}`)
        else left[at] = `${name}=${by}`
      }
      return left.filter((pair) => pair !== '').join('&')
    })
}

const nearlyJson = (text: string): fc.Arbitrary<string> =>
  text === ''
    ? fc.constantFrom('', '{}', 'null')
    : nearlyOf(fc.constant(JSON.parse(text) as unknown)).map((value) => {
        try {
          return JSON.stringify(value) ?? ''
        } catch {
          return `${'['.repeat(5000)}${']'.repeat(5000)}`
        }
      })

const usually = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others })

const anyCase: fc.Arbitrary<Case> = fc.oneof(
  ...Object.entries(PROTOCOLS).flatMap(([protocol, { type, recorded }]) =>
    recorded.map((one) =>
      fc.record<Case>({
        protocol: fc.constant(protocol),
        recorded: fc.constant(one),
        status: usually(
          one.status,
          fc.constantFrom(100, 200, 204, 301, 400, 401, 404, 422, 429, 500, 503, 999),
        ),
        type: usually<string | null>(
          type,
          fc.constantFrom(null, 'text/html', 'application/json', 'text/plain', '', ';', 'x/y'),
        ),
        body: fc.oneof(
          { weight: 8, arbitrary: protocol === 'rest' ? nearlyJson(one.answer) : nearlyPairs(one.answer) },
          { weight: 2, arbitrary: fc.constant(one.answer) },
          { weight: 1, arbitrary: awkwardText },
        ),
        damage: usually<Damage | null>(null, anyDamage),
        failure: usually<HttpFailure | null>(
          null,
          fc.record({ code: fc.constantFrom(...FAILURES), sent: fc.boolean() }),
        ),
        token: usually<string | null>(null, protocol === 'rest' ? nearlyJson(TOKEN) : fc.constant(null)),
      }),
    ),
  ),
)

interface Ended {
  readonly kind: string
  readonly code?: unknown
  readonly pairs?: readonly { name: unknown; value: unknown }[]
  readonly done?: Readonly<Record<string, unknown>>
}

/** What of PayPal's words is kept with a payment. */
const MOST_KEPT = 20_000

function faultOf(one: Case, ended: Ended): string | null {
  const { kind, code, pairs = [], done } = ended
  if (!['done', 'refused', 'not-sent', 'unknown'].includes(kind)) return `a call ends as ${kind}`
  if (kind !== 'done' && !answerCodeSchema.safeParse(code).success) return 'an end has no code of ours'
  // What was sent may have moved money. REST alone has something before it: a token, and another after a 401.
  const isToken = one.protocol === 'rest' && (one.token !== null || one.status === 401)
  if (kind === 'not-sent' && one.failure?.sent !== false && !isToken)
    return 'an answered call counts as not sent'
  if (kind === 'done' && one.failure) return 'a call without an answer counts as done'
  if (pairs.some(({ name, value }) => typeof name !== 'string' || typeof value !== 'string'))
    return 'a pair is no two texts'
  if (JSON.stringify(ended).length > MOST_KEPT) return 'an end is too long to be kept'
  const { buyerUrl, url } = done ?? {}
  for (const id of [done?.token, done?.transaction])
    if (typeof id === 'string' && !/^[\x21-\x7e]{1,255}$/.test(id)) return 'a number of PayPal’s is none'
  for (const address of [buyerUrl, url])
    if (typeof address === 'string' && new URL(address).origin !== HOST)
      return 'a person is sent to another host'
  return null
}

async function run(one: Case): Promise<Tried> {
  const protocol = PROTOCOLS[one.protocol]
  if (!protocol) throw new Error(one.protocol)
  const bytes = Buffer.from(one.body, 'utf8')
  const result: HttpResult = one.failure
    ? { failure: one.failure }
    : answered(one.damage ? damaged(bytes, one.damage) : bytes, one.type, one.status)
  const before = one.protocol === 'rest' ? [answered(one.token ?? TOKEN, 'application/json')] : []
  const client = protocol.client(scriptedPort(...before, result))
  const asked = performance.now()
  try {
    const ended = (await client[one.recorded.method]?.(...one.recorded.arguments)) as Ended
    return {
      ms: performance.now() - asked,
      fault: faultOf(one, ended),
      kind: `${one.protocol} ${ended.kind}`,
    }
  } catch (error) {
    const { name, stack = '' } = error as Error
    return { ms: performance.now() - asked, fault: `${name} ${stack.split('\n')[1]?.trim() ?? ''}` }
  }
}

it(
  'lets no answer of PayPal’s end a call in another way than it can end',
  async () => {
    const { kinds } = await fuzz<Case>({
      name: 'answers of PayPal',
      cases: campaignSize({ small: 1500, full: 100_000 }),
      perSession: 3000,
      arbitrary: anyCase,
      open: async () => ({ run, close: async () => null }),
    })
    for (const protocol of Object.keys(PROTOCOLS))
      for (const kind of ['done', 'refused', 'unknown', 'not-sent'])
        expect([...kinds.keys()]).toContain(`${protocol} ${kind}`)
  },
  CAMPAIGN_TIMEOUT_MS,
)
