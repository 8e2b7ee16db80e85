import { contractCall, anyMethod } from './contract-input.ts'
import type { Dice } from './dice.ts'
import { rawRequest, type RawRequest } from './raw-request.ts'
import { jsonText } from './values.ts'

export interface Addressee {
  readonly port: number
  /** Names and values that make a request one of ours. */
  readonly right: readonly (readonly [name: string, value: string])[]
  readonly paths: readonly string[]
  readonly bodies: (dice: Dice) => string
}

type Headers = (readonly [name: string, value: string])[]

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
  '/?token',
  '/?token=%ff&token=x',
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
]
const METHODS = [
  'GET',
  'POST',
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
]
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'HTTP/1.1 ', '']

const foreign = (dice: Dice): Headers[number] =>
  dice.one([
    ['Origin', 'https://evil.example'],
    ['Origin', 'null'],
    ['Origin', ''],
    ['Host', 'evil.example'],
    ['Host', ''],
    ['Host', '127.0.0.1:1'],
    ['Authorization', 'Bearer'],
    ['Authorization', `Bearer ${'x'.repeat(6000)}`],
    ['Cookie', ';=;;a=b;'.repeat(300)],
    ['Last-Event-ID', dice.one(['-1', 'NaN', '1e999', ''])],
    ['Accept-Language', 'no-'.repeat(3000)],
    ['Expect', dice.one(['100-continue', 'nothing'])],
    ['Upgrade', 'websocket'],
    ['Connection', dice.one(['Upgrade', 'close', 'keep-alive, Upgrade', '\x01'])],
    ['Transfer-Encoding', dice.one(['chunked', 'gzip, chunked', 'x'])],
    ['Content-Length', dice.one(['-1', '1e3', '99999999999999999999', '5', '0, 0'])],
    ['Content-Type', dice.one(['text/xml', 'application/json', 'text/namevalue', '\xff'])],
    ['X'.repeat(dice.one([1, 300])), 'y'.repeat(dice.one([0, 3000, 20_000]))],
    [dice.one(['', ' ', 'a b', '__proto__', 'constructor', '\x00']), 'z'],
    ['X-PAYPAL-REQUEST-DATA-FORMAT', 'JSON'],
    ['PayPal-Request-Id', '\xe9'.repeat(40)],
    ['X-VPS-Request-ID', dice.one(['x', '\x7f', ''])],
  ])

/** A request that is right but for one or two things, or bytes that hardly are one. */
export function hostileRequest(dice: Dice, to: Addressee): RawRequest {
  let method = dice.one(['GET', 'POST', 'POST'])
  let target = dice.one(to.paths)
  let version = 'HTTP/1.1'
  let body = method === 'POST' ? to.bodies(dice) : ''
  const headers: Headers = [...to.right]
  const extra: Headers = []
  let whole = true
  for (let change = dice.below(3); change >= 0; change -= 1)
    switch (dice.below(9)) {
      case 0:
        target = dice.one(TARGETS)
        break
      case 1:
        target += dice.text('/%?#&=.\\:@[]aæ\u00e9 ;+~', 12)
        break
      case 2:
        method = dice.one(METHODS)
        whole = false
        break
      case 3:
        version = dice.one(VERSIONS)
        whole = false
        break
      case 4:
        extra.push(foreign(dice))
        whole = false
        break
      case 5:
        headers.splice(dice.below(headers.length), 1)
        break
      case 6:
        body = jsonText(dice)
        break
      default:
        break
    }
  if (body !== '') extra.push(['Content-Length', String(Buffer.byteLength(body))])
  const bytes = rawRequest(`${method} ${target} ${version}`, [...headers, ...extra], body)
  // A target may have been given a space; a GET with a body may be answered before the body has arrived.
  if (/[^\x21-\x7e]/.test(target)) whole = false
  if (dice.chance(0.75)) return { bytes, whole }
  return { bytes: damaged(dice, bytes), whole: false }
}

/** With bytes changed, taken out, put in, or cut off. */
function damaged(dice: Dice, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = dice.below(Math.min(copy.length, 400))
  switch (dice.below(5)) {
    case 0:
      return copy.subarray(0, at)
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + dice.below(8))])
    case 2:
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.from(dice.text('\r\n\0: /%\xff', 9), 'latin1'),
        copy.subarray(at),
      ])
    case 3:
      return Buffer.concat([copy, copy, copy])
    default:
      for (let flips = 1 + dice.below(4); flips > 0; flips -= 1)
        copy[dice.below(Math.min(copy.length, 400))] = dice.below(256)
      return copy
  }
}

/** What the browser host is asked: its page, its calls, its files and its events. */
export const browserHost = (port: number, token: string): Addressee => ({
  port,
  right: [
    ['Host', `127.0.0.1:${port}`],
    ['Authorization', `Bearer ${token}`],
  ],
  paths: [
    '/',
    `/?token=${token}`,
    '/index.html',
    '/assets/../index.html',
    '/api/call',
    '/api/call',
    '/api/call',
    '/api/files?name=a.csv',
    '/api/files?name=%00&for=writing',
    `/api/files?name=${'%f0%9f'.repeat(40)}`,
    '/api/files/AAAAAAAAAAAAAAAA',
    '/api/contract',
    '/api/events?after=1',
    '/api/nothing',
  ],
  bodies: (dice) =>
    dice.chance(0.6)
      ? JSON.stringify(contractCall(dice))
      : `{"method":${JSON.stringify(anyMethod(dice))},"input":${jsonText(dice)}}`,
})

export const simulatorHost = (port: number): Addressee => ({
  port,
  right: [
    ['Host', `127.0.0.1:${port}`],
    ['Authorization', 'Basic a2xpZW50OmhlbW1lbGln'],
    ['X-VPS-REQUEST-ID', 'x'],
  ],
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
  bodies: (dice) =>
    dice.one([
      'grant_type=client_credentials',
      'PARTNER=PayPal&VENDOR=v&USER=v&PWD=p&TRXTYPE=S&TENDER=C&AMT=1.00',
      'METHOD=SetExpressCheckout&USER=a&PWD=b&SIGNATURE=c&VERSION=204',
      `COMMENT1[${dice.one(['5', '-1', '99999999999', '1e9', ''])}]=${'x'.repeat(dice.below(200))}`,
      `${'a='.repeat(20)}&`.repeat(dice.one([1, 2000])),
      '%'.repeat(dice.one([3, 200_000])),
      jsonText(dice),
    ]),
})

export const returnHost = (returnUrl: URL): Addressee => ({
  port: Number(returnUrl.port),
  right: [['Host', returnUrl.host]],
  paths: ['/', '/paypal', '/paypal/x/return', '/paypal/__proto__/start', '/paypal/x/cancel?a=%'],
  bodies: (dice) => dice.one(['a=1&b=%', '&'.repeat(70_000), '=&'.repeat(500), jsonText(dice)]),
})
