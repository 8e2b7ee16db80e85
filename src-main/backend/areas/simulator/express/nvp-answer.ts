import { type Answer, plain } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { ERRORS } from './errors.ts'

export type Fields = ReadonlyMap<string, string>
export type Pairs = readonly (readonly [name: string, value: string])[]

/** What a method ends with: its own names and values, or an error; a warning comes with both. */
export type NvpAnswer =
  { readonly pairs: Pairs; readonly warning?: number } | { readonly error: number; readonly detail?: string }

export function toHttp({ clock, ids }: Tools, version: string, answer: NvpAnswer): Answer {
  const code = 'error' in answer ? answer.error : answer.warning
  const ack = 'error' in answer ? 'Failure' : code === undefined ? 'Success' : 'SuccessWithWarning'
  const all: Pairs = [
    ...('error' in answer ? [] : answer.pairs),
    ['TIMESTAMP', timestamp(clock.now())],
    ['CORRELATIONID', ids.upper(13).toLowerCase()],
    ['ACK', ack],
    ['VERSION', version],
    ['BUILD', '0'],
    ...(code === undefined ? [] : errorPairs(code, 'detail' in answer ? answer.detail : undefined, ack)),
  ]
  const body = new URLSearchParams(all.map(([name, value]): [string, string] => [name, value])).toString()
  return plain(200, body, 'text/plain; charset=utf-8')
}

function errorPairs(code: number, detail: string | undefined, ack: string): Pairs {
  const [short, long] = ERRORS[code] ?? ['Error', 'The call failed.']
  return [
    ['L_ERRORCODE0', String(code)],
    ['L_SHORTMESSAGE0', short],
    ['L_LONGMESSAGE0', detail ?? long],
    ['L_SEVERITYCODE0', ack === 'Failure' ? 'Error' : 'Warning'],
  ]
}

/** `2026-11-23T11:00:00Z` */
export const timestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
