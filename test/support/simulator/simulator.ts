import { createSimulator, type Simulator } from '#backend/areas/simulator/create-simulator.ts'
import { seededRandom, type TestClock, testClock } from '../parts.ts'

/** A simulator that runs, and ways to call it that owe nothing to the clients of the product. */
export interface RunningSimulator {
  readonly simulator: Simulator
  readonly clock: TestClock
  readonly url: string
  /** Payflow: names and values as they are; every call is a new one unless a request ID is given. */
  payflow(fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Fields>
  /** Express Checkout NVP, with good credentials. */
  nvp(method: string, fields?: Fields): Promise<Fields>
  permissions(operation: string, fields: Fields | URLSearchParams, headers?: Fields): Promise<Fields>
  /** REST with an access token of the client; `body` as JSON. */
  rest(path: string, options?: RestOptions): Promise<{ status: number; body: Json }>
  stop(): Promise<void>
}

export type Fields = Readonly<Record<string, string>>
export interface Json {
  readonly [name: string]: unknown
}
export interface RestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly requestId?: string
  readonly headers?: Fields
}

export const CARD = { ACCT: '4111111111111111', EXPDATE: '1228', CVV2: '123' } as const
export const ACCOUNT = {
  PARTNER: 'PayPal',
  VENDOR: 'fjordkurs',
  USER: 'fjordkurs',
  PWD: 'hemmelig',
  TENDER: 'C',
} as const
export const CALLER = {
  'X-PAYPAL-SECURITY-USERID': 'caller_api1.example.com',
  'X-PAYPAL-SECURITY-PASSWORD': 'hemmelig',
  'X-PAYPAL-SECURITY-SIGNATURE': 'signatur',
  'X-PAYPAL-APPLICATION-ID': 'APP-80W284485P519543T',
  'X-PAYPAL-REQUEST-DATA-FORMAT': 'NV',
  'X-PAYPAL-RESPONSE-DATA-FORMAT': 'NV',
} as const

export async function runSimulator(keep?: number): Promise<RunningSimulator> {
  const clock = testClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom('simulator'),
    ...(keep === undefined ? {} : { keep }),
  })
  const { url } = await simulator.listen()
  let count = 0
  let accessToken: string | null = null

  async function post(path: string, body: string, headers: Fields): Promise<string> {
    return await (await fetch(url + path, { method: 'POST', body, headers })).text()
  }

  async function tokenOfClient(): Promise<string> {
    const basic = Buffer.from('klient:hemmelig').toString('base64')
    const answer = await post('/v1/oauth2/token', 'grant_type=client_credentials', {
      Authorization: `Basic ${basic}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    return String((JSON.parse(answer) as Json)['access_token'])
  }

  return {
    simulator,
    clock,
    url,
    async payflow(fields, headers = {}) {
      const body = Object.entries({ ...ACCOUNT, ...fields })
        .map(tagged)
        .join('&')
      const answer = await post('/payflow', body, {
        'Content-Type': 'text/namevalue',
        'X-VPS-REQUEST-ID': `request-${count++}`,
        'X-VPS-CLIENT-TIMEOUT': '45',
        ...headers,
      })
      return untagged(answer)
    },
    async nvp(method, fields = {}) {
      const caller = { USER: 'caller', PWD: 'hemmelig', SIGNATURE: 'signatur', SUBJECT: 'shop@example.com' }
      const body = new URLSearchParams({ METHOD: method, VERSION: '204.0', ...caller, ...fields })
      return Object.fromEntries(new URLSearchParams(await post('/nvp', body.toString(), {})))
    },
    async permissions(operation, fields, headers = {}) {
      const body = new URLSearchParams(fields)
      body.set('requestEnvelope.errorLanguage', 'en_US')
      const answer = await post(`/Permissions/${operation}`, body.toString(), { ...CALLER, ...headers })
      return Object.fromEntries(new URLSearchParams(answer))
    },
    async rest(path, { method = 'POST', body, requestId, headers = {} } = {}) {
      accessToken ??= await tokenOfClient()
      const response = await fetch(url + path, {
        method,
        headers: {
          Authorization: `Bearer ${accessToken}`,
          'Content-Type': 'application/json',
          ...(requestId === undefined ? {} : { 'PayPal-Request-Id': requestId }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) }
    },
    stop: () => simulator.close(),
  }
}

const tagged = ([name, value]: [string, string]): string =>
  /[&=]/.test(value) ? `${name}[${value.length}]=${value}` : `${name}=${value}`

/** Names and values of an answer in which no value holds `&`. */
const untagged = (text: string): Fields =>
  Object.fromEntries(
    text.split('&').map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).replace(/\[\d+\]$/, ''), part.slice(at + 1)]
    }),
  )
