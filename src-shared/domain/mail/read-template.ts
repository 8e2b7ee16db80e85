import { type Variable, VARIABLES, written } from './variables.ts'

/** A piece of a template's subject or text, in order. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: Variable }
  | {
      readonly kind: 'problem'
      readonly code: 'unknown-variable' | 'unclosed-variable'
      readonly offset: number
      readonly found: string
      readonly suggestion: string | null
    }

const KNOWN: ReadonlyMap<string, Variable> = new Map(VARIABLES.map((name) => [name, name]))
/** A word between percent signs is meant as a variable. */
const WORD = /^%([\p{L}\p{N}_-]{1,60})%/u
/** With blanks and the like it is one only if it is nearly the name of one: "50 % og 20 % rabatt" is not. */
const LOOSE = /^%([^%\r\n]{1,40})%/
const OPEN = /^%(\p{L}+)/u

/**
 * Takes a text apart: `%%` is a percent sign, `%PromoCode%` a variable, and a percent sign that belongs to nothing is
 * itself, so that "25 % rabatt" can be written as it is.
 */
export function* readTemplate(text: string): Generator<TemplatePart> {
  let plain = ''
  let at = 0
  while (at < text.length) {
    const sign = text.indexOf('%', at)
    if (sign < 0) break
    plain += text.slice(at, sign)
    const part = partAt(text, sign)
    if (part.kind === 'text') plain += part.text
    else {
      if (plain !== '') yield { kind: 'text', text: plain }
      plain = ''
      yield part
    }
    at = sign + lengthOf(part)
  }
  plain += text.slice(at)
  if (plain !== '') yield { kind: 'text', text: plain }
}

type PartAtSign = TemplatePart & { readonly length?: number }

const lengthOf = (part: PartAtSign): number => {
  if (part.kind === 'variable') return written(part.name).length
  return part.kind === 'problem' ? part.found.length : (part.length ?? 1)
}

/** What begins at the percent sign. */
function partAt(text: string, offset: number): PartAtSign {
  if (text[offset + 1] === '%') return { kind: 'text', text: '%', length: 2 }
  const rest = text.slice(offset, offset + 64)
  const word = WORD.exec(rest)
  const known = word && KNOWN.get(word[1] ?? '')
  if (known) return { kind: 'variable', name: known }
  if (word) {
    const name = nearest(word[1] ?? '')
    return problem('unknown-variable', offset, word[0], name)
  }
  const loose = LOOSE.exec(rest)
  const meant = loose && nearest((loose[1] ?? '').replace(/[^\p{L}\p{N}]/gu, ''))
  if (loose && meant) return problem('unknown-variable', offset, loose[0], meant)
  const open = OPEN.exec(rest)
  const begun = open && VARIABLES.find((name) => (open[1] ?? '').toLowerCase() === name.toLowerCase())
  if (open && begun) return problem('unclosed-variable', offset, open[0], begun)
  return { kind: 'text', text: '%' }
}

const problem = (
  code: 'unknown-variable' | 'unclosed-variable',
  offset: number,
  found: string,
  meant: Variable | undefined,
): TemplatePart => ({ kind: 'problem', code, offset, found, suggestion: meant ? written(meant) : null })

/** The variable that a name is at most a third of its letters away from. */
function nearest(name: string): Variable | undefined {
  const [best] = VARIABLES.map((known) => ({
    known,
    far: distance(name.toLowerCase(), known.toLowerCase()),
  })).sort((one, other) => one.far - other.far)
  return best && best.far <= Math.floor(best.known.length / 3) ? best.known : undefined
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
