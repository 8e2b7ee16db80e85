import { UpdateError } from './update-client.ts'

/** Codes of the library, and of Chromium's network, by what they mean to a person. */
const MEANINGS: readonly [RegExp, UpdateError['why']][] = [
  [
    /ERR_CHECKSUM_MISMATCH|ERR_UPDATER_NO_CHECKSUM|ERR_UPDATER_INVALID_SIGNATURE|sha512|signature/i,
    'damaged',
  ],
  [
    /ERR_CONTENT_LENGTH_MISMATCH|ERR_CONNECTION_CLOSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE|aborted/i,
    'interrupted',
  ],
  [
    /ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_CHANGED|ENOTFOUND|ECONNREFUSED/,
    'offline',
  ],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT/, 'no-answer'],
]

/** What an error of the library means. Its message holds addresses and headers, and goes nowhere; a code in it goes to the log. */
export function updateErrorOf(error: unknown): UpdateError {
  if (error instanceof UpdateError) return error
  const { code = '', message = '' } = (error ?? {}) as { code?: unknown; message?: unknown }
  const text = `${String(code)} ${String(message)}`
  const why = MEANINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'server'
  return new UpdateError(why, /\bE[A-Z]\w+\b/.exec(text)?.[0])
}
