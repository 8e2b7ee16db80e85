import type { Revision } from '#shared/contract/commerce.ts'
import { labelOfKey, type Say } from '../../../components/differences/field-words.ts'

type Count = (key: string, values: Record<string, string>, n: number) => string

/** Abbreviations and names (AMEX, PayPal, Express Checkout) keep their capitals. */
const lower = (text: string): string =>
  /^\p{Lu}{2}|^\p{Lu}\p{Ll}*P|^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}/u.test(text)
    ? text
    : text.charAt(0).toLocaleLowerCase() + text.slice(1)

/** More names than this would make a list of a line. */
const NAMED = 3

/** The fields that a revision changed, each once: "Bunntekst, kort som støttes, kundestøtteinfo og 4 til". */
export function fieldList(revision: Revision, say: Say): string {
  const names = [...new Set(revision.changed.map((key) => labelOfKey(key, say)))]
  const worded = (list: readonly string[]) => list.map((name, i) => (i === 0 ? name : lower(name))).join(', ')
  if (names.length <= NAMED + 1) return worded(names)
  return `${worded(names.slice(0, NAMED))} ${say('commerce.bar.more', { n: names.length - NAMED })}`
}

/** What a revision is, in a line. */
export function revisionLine(revision: Revision, say: Say, counted: Count): string {
  const n = revision.changed.length
  switch (revision.reason) {
    case 'publish':
      return n === 0
        ? say('revisions.reasons.publishNone')
        : counted('revisions.reasons.publish', { n: String(n) }, n)
    case 'restore':
      return say('revisions.reasons.restore', { from: revision.restoredFrom })
    case 'undo':
      return say(`revisions.reasons.${revision.redone ? 'redo' : 'undo'}`)
    case 'link':
    case 'back-to-test':
      return say(`revisions.reasons.${revision.reason}`)
    case 'update':
      return n === 0 ? say('revisions.reasons.nothing') : fieldList(revision, say)
  }
}
