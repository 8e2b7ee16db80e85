import { type Revision } from '#shared/contract/commerce.ts'
import { type Say } from '../../../components/differences/field-words.ts'
import { labelOfKey } from '../../../components/differences/field-words.ts'

type Count = (key: string, values: Record<string, unknown>, n: number) => string

const lower = (text: string): string =>
  /^\p{Lu}{2}|^\p{Lu}\p{Ll}*P/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1)

/** The fields that a revision changed, each once: "Bunntekst, kort som støttes, kundestøtteinfo". */
export function fieldList(revision: Revision, say: Say): string {
  const names = [...new Set(revision.changed.map((key) => labelOfKey(key, say)))]
  return names.map((name, i) => (i === 0 ? name : lower(name))).join(', ')
}

/** What a revision is, in a line. */
export function revisionLine(revision: Revision, say: Say, counted: Count): string {
  const n = revision.changed.length
  switch (revision.reason) {
    case 'publish':
      return n === 0 ? say('revisions.reasons.publishNone') : counted('revisions.reasons.publish', { n }, n)
    case 'restore':
      return say('revisions.reasons.restore', { from: revision.restoredFrom })
    case 'link':
    case 'back-to-test':
    case 'undo':
      return say(`revisions.reasons.${revision.reason}`)
    case 'update':
      return n === 0 ? say('revisions.reasons.nothing') : fieldList(revision, say)
  }
}
