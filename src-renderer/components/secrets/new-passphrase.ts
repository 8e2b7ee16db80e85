import { PASSPHRASE } from '#shared/domain/passphrase.ts'

export type PassphraseProblem = 'missing' | 'tooShort' | 'different'

/** What is wrong with a new passphrase and its repetition; null when it can be used. */
export function passphraseProblem(next: string, repeated: string): PassphraseProblem | null {
  if (next === '') return 'missing'
  if (next.length < PASSPHRASE.shortest) return 'tooShort'
  return next === repeated ? null : 'different'
}
