import { isAbsolute } from 'node:path'
import type { KeychainAsk, ToHost } from './host-messages.ts'

type Fields = Readonly<Record<string, unknown>>

const KEYCHAIN_ASKS: readonly KeychainAsk[] = ['available', 'seal', 'unseal']

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value)
const isError = (value: unknown): boolean =>
  isFields(value) && isText(value.code) && isText(value.message) && isFields(value.details)
const isFile = (value: unknown): boolean =>
  isFields(value) &&
  isText(value.token) &&
  isText(value.name) &&
  (value.bytes === null || isCount(value.bytes))

const SHAPES: Readonly<Record<ToHost['type'], (message: Fields) => boolean>> = {
  ready: () => true,
  'failed-to-start': ({ error }) => isError(error),
  'to-client': ({ client }) => isCount(client),
  registered: ({ request, file }) => isCount(request) && isFile(file),
  'file-done': ({ token }) => isText(token),
  keychain: ({ request, ask, bytes }) =>
    isCount(request) &&
    KEYCHAIN_ASKS.some((known) => known === ask) &&
    (bytes === undefined || bytes instanceof Uint8Array),
  proxy: ({ request, origin }) =>
    isCount(request) && isText(origin) && origin.startsWith('https://') && URL.canParse(origin),
  'show-file': ({ request, path }) => isCount(request) && isText(path) && isAbsolute(path),
  'start-workbook': ({ request }) => isCount(request),
  'kill-workbook': ({ request }) => isCount(request),
  refused: ({ request, error }) => isCount(request) && isError(error),
}

/** A message of the backend's process, or null. By hand, since zod would hold up the host's first window. */
export function readToHost(message: unknown): ToHost | null {
  if (!isFields(message) || !isText(message.type) || !Object.hasOwn(SHAPES, message.type)) return null
  return SHAPES[message.type as ToHost['type']](message) ? (message as ToHost) : null
}
