import fc from 'fast-check'
import { rawRequest, type RawRequest } from '../hostile/raw-request.ts'
import { nested } from '../hostile/values.ts'
import { type Call, lightCall } from './contract-calls.ts'
import { anyDamage, type Damage, damaged } from './damages.ts'
import { anyName, jsonText } from './values.ts'

type Header = readonly [name: string, value: string]

/** A server, and what makes a request one of its own. */
export interface Addressee {
  readonly port: number
  readonly right: readonly Header[]
  /** By name, what paths have placeholders for: it is only known once the server runs. */
  readonly names?: Readonly<Record<string, string>>
}

/** How the bytes go out. */
type Delivery =
  | { readonly kind: 'at once' }
  /** In so many pieces with a moment between them. */
  | { readonly kind: 'in pieces'; readonly pieces: number }
  /** So many requests at once on one connection. */
  | { readonly kind: 'pipelined'; readonly times: number }

/** How the length of the body is said. */
type Framing = 'length' | 'chunks' | 'endless chunks' | 'both' | 'too long' | 'too short' | 'nothing'

/** A request as data, so that it can be shown, made smaller and made again. */
export interface RequestCase {
  readonly method: string
  readonly target: string
  readonly version: string
  /** Which of the addressee's own headers is left out. */
  readonly without: number | null
  readonly headers: readonly Header[]
  readonly body: string
  readonly framing: Framing
  readonly delivery: Delivery
  readonly damage: Damage | null
}

export interface RequestKinds {
  readonly paths: readonly string[]
  readonly bodies: fc.Arbitrary<string>
}

const TARGETS = [
  '//',
  '///',
  '//evil.example/',
  'http://[',
  'http://evil.example/',
  'http://127.0.0.1/',
  '*',
  '/%',
  '/%zz',
  '/%c3%28',
  '/%00',
  '/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '/\\..\\x',
  '/?%',
  '/?code',
  '/?code=%ff&code=x',
  '/api/files/%',
  '/api//call',
  '?',
  '#',
  '[',
  'a:b',
  '/:80',
  '//:80',
  '//[::1',
  '/@',
  '//user:password@host:99999/',
  `/${'a'.repeat(8000)}`,
  `/${'a/'.repeat(8000)}`,
  `/?${'a=b&'.repeat(3000)}`,
]
const METHODS = [
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'M-SEARCH',
  'get',
  '',
  'GET\0',
]
const VERSIONS = ['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'HTTP/1.1 ', '', 'HTTP/0.9', 'HTTP/1.1\0']
const FRAMINGS: readonly Framing[] = ['chunks', 'endless chunks', 'both', 'too long', 'too short', 'nothing']

const HEADERS: readonly Header[] = [
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Origin', ''],
  ['Host', 'evil.example'],
  ['Host', ''],
  ['Host', '127.0.0.1:1'],
  ['Authorization', 'Bearer'],
  ['Authorization', `Bearer ${'x'.repeat(6000)}`],
  ['Authorization', 'Basic \xff'],
  ['Cookie', ';=;;a=b;'.repeat(300)],
  ['Cookie', '__proto__=x; constructor=y; \xff'],
  ['Last-Event-ID', '-1'],
  ['Last-Event-ID', 'NaN'],
  ['Last-Event-ID', '1e999'],
  ['Last-Event-ID', `x-${'9'.repeat(400)}`],
  ['Accept-Language', 'no-'.repeat(3000)],
  ['Accept', 'text/html'],
  ['Expect', '100-continue'],
  ['Expect', 'nothing'],
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Connection', 'close'],
  ['Connection', 'keep-alive, Upgrade'],
  ['Connection', '\x01'],
  ['Transfer-Encoding', 'chunked'],
  ['Transfer-Encoding', 'gzip, chunked'],
  ['Transfer-Encoding', 'x'],
  ['Content-Length', '-1'],
  ['Content-Length', '1e3'],
  ['Content-Length', '99999999999999999999'],
  ['Content-Length', '300000000'],
  ['Content-Length', '0, 0'],
  ['Content-Encoding', 'gzip'],
  ['Content-Type', 'text/xml'],
  ['Content-Type', 'application/json'],
  ['Content-Type', 'text/namevalue'],
  ['Content-Type', 'application/x-www-form-urlencoded; charset=x'],
  ['Content-Type', '\xff'],
  ['Range', 'bytes=0-,5-1'],
  ['Service-Worker', 'script'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Page-Id', 'x'],
  ['Page-Id', '__proto__'],
  ['Page-Id', 'y'.repeat(64)],
  ['X'.repeat(300), 'y'.repeat(3000)],
  ['X', 'y'.repeat(20_000)],
  ['', 'z'],
  [' ', 'z'],
  ['a b', 'z'],
  ['__proto__', 'z'],
  ['constructor', 'z'],
  ['\x00', 'z'],
  ['X-PAYPAL-REQUEST-DATA-FORMAT', 'JSON'],
  ['PayPal-Request-Id', '\xe9'.repeat(40)],
  ['X-VPS-Request-ID', '\x7f'],
]

const latin1 = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 20,
})
const rarely = <T>(arbitrary: fc.Arbitrary<T>, usual: T, weight = 1): fc.Arbitrary<T> =>
  fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, { weight, arbitrary })

/** A request that is right but for one or two things, or bytes that hardly are one. */
export const requestsTo = ({ paths, bodies }: RequestKinds): fc.Arbitrary<RequestCase> => {
  const path = fc.constantFrom(...paths)
  return fc.record({
    method: rarely(fc.constantFrom('GET', ...METHODS), 'POST', 6),
    target: fc.oneof(
      { weight: 8, arbitrary: path },
      { weight: 2, arbitrary: fc.constantFrom(...TARGETS) },
      { weight: 2, arbitrary: fc.tuple(path, latin1).map(([start, end]) => `${start}${end}`) },
    ),
    version: rarely(fc.constantFrom(...VERSIONS), 'HTTP/1.1'),
    without: rarely<number | null>(fc.nat(3), null),
    headers: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...HEADERS) },
        { weight: 1, arbitrary: fc.tuple(anyName, latin1) },
      ),
      { maxLength: 2 },
    ),
    body: fc.oneof(
      { weight: 5, arbitrary: bodies },
      { weight: 1, arbitrary: jsonText },
      { weight: 1, arbitrary: latin1 },
    ),
    framing: rarely<Framing>(fc.constantFrom(...FRAMINGS), 'length', 3),
    delivery: rarely<Delivery>(
      fc.oneof(
        fc.record({ kind: fc.constant('in pieces' as const), pieces: fc.integer({ min: 2, max: 6 }) }),
        fc.record({ kind: fc.constant('pipelined' as const), times: fc.constantFrom(2, 3, 30) }),
      ),
      { kind: 'at once' },
    ),
    damage: rarely<Damage | null>(anyDamage, null, 2),
  })
}

const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

/** The headers that say how long the body is, and the body as it is sent. */
function framed(body: Buffer, framing: Framing): { headers: Header[]; sent: Buffer } {
  const chunked: Header = ['Transfer-Encoding', 'chunked']
  const length = (bytes: number): Header => ['Content-Length', String(bytes)]
  const half = Math.ceil(body.length / 2)
  const chunks = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0).map(chunk)
  const end = Buffer.from('0\r\n\r\n')
  switch (framing) {
    case 'length':
      return { headers: [length(body.length)], sent: body }
    case 'chunks':
      return { headers: [chunked], sent: Buffer.concat([...chunks, end]) }
    case 'endless chunks':
      return { headers: [chunked], sent: Buffer.concat([...chunks, Buffer.from('fffffff\r\n')]) }
    case 'both':
      return { headers: [chunked, length(body.length)], sent: Buffer.concat([...chunks, end]) }
    case 'too long':
      return { headers: [length(body.length + 7)], sent: body }
    case 'too short':
      return { headers: [length(Math.max(0, body.length - 7))], sent: body }
    case 'nothing':
      return { headers: [], sent: body }
  }
}

/** True where a server can see that the request is over and is one, so that it has to answer. */
const isWhole = (one: RequestCase): boolean =>
  (one.method === 'POST' || one.method === 'GET') &&
  one.version === 'HTTP/1.1' &&
  one.headers.length === 0 &&
  (one.framing === 'length' || one.framing === 'chunks') &&
  one.damage === null &&
  // A target with other characters is none of HTTP's.
  /^[\x21-\x7e]+$/.test(one.target)

/** The bytes of a case for an addressee. */
export function bytesOf(one: RequestCase, to: Addressee): RawRequest {
  const own = to.right.filter((_header, at) => at !== one.without)
  const { headers, sent } = framed(Buffer.from(one.method === 'GET' ? '' : one.body), one.framing)
  const target = one.target.replace(/«(\w+)»/g, (whole, name: string) => to.names?.[name] ?? whole)
  const usual = one.method === 'GET' ? [] : headers
  const whole = rawRequest(`${one.method} ${target} ${one.version}`, [...own, ...one.headers, ...usual], sent)
  const bytes = one.damage ? damaged(whole, one.damage) : whole
  const { delivery } = one
  if (delivery.kind === 'pipelined')
    return { bytes: Buffer.concat(new Array<Buffer>(delivery.times).fill(bytes)), whole: false }
  return {
    bytes,
    whole: isWhole(one),
    ...(delivery.kind === 'in pieces' && { pieces: delivery.pieces }),
  }
}

/** As JSON; `JSON.stringify` itself overflows the stack on what is nested too deeply. */
function asJson({ method, input }: Call): string {
  try {
    return JSON.stringify({ method, input })
  } catch {
    return `{"method":${JSON.stringify(method)},"input":${nested(5000)}}`
  }
}

/** What the browser host is asked: its page, its calls, its files and its events. */
export const TO_BROWSER_HOST: RequestKinds = {
  paths: [
    '/',
    '/index.html',
    '/assets/../index.html',
    '/api/call',
    '/api/call',
    '/api/call',
    '/api/call',
    '/api/files?name=a.csv',
    '/api/files?name=%00&for=writing',
    `/api/files?name=${'%f0%9f'.repeat(40)}`,
    '/api/files/AAAAAAAAAAAAAAAA',
    '/api/contract',
    '/api/events?after=1',
    '/api/events?page=abcdefgh',
    '/api/session',
    '/?code=x',
    '/no-session',
    '/foreign-worker',
    '/api/once?path=/api/events',
    '/api/address',
    '/api/page/hidden?page=abcdefgh',
    '/api/page/left?page=x',
    '/api/backend/retry',
    '/api/nothing',
  ],
  bodies: fc.oneof(
    { weight: 3, arbitrary: lightCall.map(asJson) },
    { weight: 1, arbitrary: jsonText.map((input) => `{"method":"views.list","input":${input}}`) },
    { weight: 1, arbitrary: fc.constant('{"method":"views.list","input":{}}') },
  ),
}

export const TO_SIMULATOR: RequestKinds = {
  paths: [
    '/',
    '/payflow',
    '/nvp',
    '/payflowlink',
    '/cgi-bin/webscr?cmd=_express-checkout&token=x',
    '/v1/oauth2/token',
    '/v2/checkout/orders',
    '/v2/checkout/orders/x/capture',
    '/v2/payments/captures/x/refund',
    '/Permissions/RequestPermissions',
  ],
  bodies: fc.oneof(
    fc.constantFrom(
      'grant_type=client_credentials',
      'PARTNER=PayPal&VENDOR=v&USER=v&PWD=p&TRXTYPE=S&TENDER=C&AMT=1.00',
      'METHOD=SetExpressCheckout&USER=a&PWD=b&SIGNATURE=c&VERSION=204',
      `${'a='.repeat(20)}&`.repeat(2000),
      '%'.repeat(3),
      '%'.repeat(200_000),
    ),
    fc
      .tuple(fc.constantFrom('5', '-1', '99999999999', '1e9', ''), fc.nat(200))
      .map(([length, count]) => `COMMENT1[${length}]=${'x'.repeat(count)}`),
  ),
}

export const TO_RETURN_SERVER: RequestKinds = {
  paths: ['/', '/paypal', '/paypal/x/return', '/paypal/__proto__/start', '/paypal/x/cancel?a=%'],
  bodies: fc.constantFrom('a=1&b=%', '&'.repeat(70_000), '=&'.repeat(500)),
}
