import { parseBoundedJson } from '#shared/bounded-json.ts'
import { type Answer, type Call, plain, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'

export type Values = readonly (readonly [name: string, value: string])[]

/** Names of the Permissions service are flat (`scope(0)`), in both formats of a request. */
export type Asking = ReadonlyMap<string, readonly string[]>

/** PayPal's error numbers of the Permissions service. */
const ERRORS: Readonly<Record<number, string>> = {
  520002: 'Internal Error',
  520003: 'Authentication failed. API credentials are incorrect.',
  550001: 'User is not allowed to perform this action.',
  560022: 'The X-PAYPAL-APPLICATION-ID header contains an invalid value',
  580022: 'Invalid request parameter',
  580028: 'The URL value is malformed',
}

/** The request's values by name, in their original order; `scope(0)` and `scope` are the same name. */
export function askingOf(call: Call): Asking {
  const text = textOf(call.body)
  const values = isJson(call, 'request') ? jsonPairs(text) : [...new URLSearchParams(text)]
  const asking = new Map<string, string[]>()
  for (const [name, value] of values) {
    const plainName = name.replace(/\(\d+\)$/, '')
    asking.set(plainName, [...(asking.get(plainName) ?? []), value])
  }
  return asking
}

const isJson = ({ headers }: Call, side: 'request' | 'response'): boolean =>
  headers[`x-paypal-${side}-data-format`]?.toUpperCase() === 'JSON'

function jsonPairs(text: string): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') pairs.push([name, value])
    else if (Array.isArray(value)) value.forEach((entry) => walk(entry, name))
    else if (typeof value === 'object' && value !== null)
      for (const [key, entry] of Object.entries(value)) walk(entry, name ? `${name}.${key}` : key)
  }
  try {
    walk(parseBoundedJson(text), '')
  } catch {
    return []
  }
  return pairs
}

/** Either what was asked for, or an error, each in its envelope; HTTP 200 for both. */
export function toHttp(tools: Tools, call: Call, answer: { values: Values } | { error: number }): Answer {
  const failed = 'error' in answer
  const envelope: Values = [
    ['timestamp', new Date(tools.clock.now()).toISOString()],
    ['ack', failed ? 'Failure' : 'Success'],
    ['correlationId', tools.ids.upper(13).toLowerCase()],
    ['build', '0'],
  ]
  const error: Values = failed
    ? [
        ['errorId', String(answer.error)],
        ['domain', 'PLATFORM'],
        ['severity', 'Error'],
        ['category', 'Application'],
        ['message', ERRORS[answer.error] ?? 'Error'],
      ]
    : []
  return isJson(call, 'response')
    ? jsonAnswer(envelope, error, failed ? [] : answer.values)
    : nvAnswer(envelope, error, failed ? [] : answer.values)
}

function nvAnswer(envelope: Values, error: Values, values: Values): Answer {
  const prefixed = (prefix: string, own: Values) =>
    own.map(([name, value]): [string, string] => [prefix + name, value])
  const all = [
    ...prefixed('responseEnvelope.', envelope),
    ...prefixed('error(0).', error),
    ...prefixed('', values),
  ]
  return plain(200, new URLSearchParams(all).toString(), 'text/plain; charset=utf-8')
}

function jsonAnswer(envelope: Values, error: Values, values: Values): Answer {
  const own: Record<string, string | string[]> = {}
  for (const [name, value] of values) {
    const list = /^(\w+)\(\d+\)$/.exec(name)?.[1]
    if (list === undefined) own[name] = value
    else own[list] = [...(own[list] ?? []), value]
  }
  const body = {
    responseEnvelope: Object.fromEntries(envelope),
    ...(error.length > 0 ? { error: [Object.fromEntries(error)] } : own),
  }
  return plain(200, JSON.stringify(body), 'application/json; charset=utf-8')
}
