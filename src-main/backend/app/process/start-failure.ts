import type { StartFailure } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import type { ProcessEnd } from './launcher.ts'

export type StartRefusal = Refusal<'backend.start-failed'>

const CAUSES: readonly (readonly [RegExp, StartFailure])[] = [
  [/^(ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_DLOPEN_FAILED|SyntaxError)$/, 'program-files'],
  [
    /^(ERR_WORKER_OUT_OF_MEMORY|ERR_WORKER_INIT_FAILED|ENOMEM|SQLITE_NOMEM|EMFILE|ENFILE|EAGAIN)$/,
    'resources',
  ],
]
const causeOf = (word: string): StartFailure | undefined =>
  CAUSES.find(([pattern]) => pattern.test(word))?.[1]

const newReference = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')

/** What an error that nobody expected says of a start. Its message can name a file or a person, so it is left out. */
export function startFailureOf(error: unknown): StartRefusal {
  const { kind, code, where } = describeError(error)
  const words = [code, kind].map((word) => String(word ?? ''))
  const cause = words.map(causeOf).find((found) => found !== undefined) ?? 'error'
  const said = words.filter((word) => word !== '' && word !== 'Error')
  const detail = [...said, ...(where === undefined ? [] : [where])].join(', ')
  return new Refusal('backend.start-failed', { cause, detail, reference: newReference() })
}

/** What a process says by ending before it was ready, without a word. */
export function startFailureBy({ signal, code, notStarted }: ProcessEnd): StartRefusal {
  const failed = (cause: StartFailure, detail: string): StartRefusal =>
    new Refusal('backend.start-failed', { cause, detail, reference: newReference() })
  if (notStarted !== undefined) return failed(causeOf(notStarted) ?? 'program-files', notStarted)
  // V8 ends a process that gets no more memory so.
  if (signal === 'SIGABRT' || code === 134) return failed('resources', signal ?? `exit ${code}`)
  // What fails before the program's own code runs ends Node with 1.
  if (code === 1) return failed('program-files', 'exit 1')
  return failed('ended', signal ?? `exit ${code ?? '?'}`)
}
