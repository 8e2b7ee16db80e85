import Fuse from 'fuse.js'
import type { PaletteEntry, PaletteGroup } from './palette-entries.ts'

/** Small letters without marks, so that o finds ø and a finds å. */
const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'ae')

/** e-post, e-mail and email are one word each. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/\b(\p{L})-(?=\p{L})/gu, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** As people without å and ø on their keyboard write them. */
const withoutDigraphs = (word: string): string => word.replaceAll('aa', 'a').replaceAll('oe', 'o')

/** How well a typed word fits one of an entry, the best first. */
const FIT = {
  title: 0,
  other: 1,
  insideTitle: 2,
  insideOther: 3,
  place: 4,
  about: 5,
  nearTitle: 6,
  nearOther: 7,
}

/** Fewer letters are not forgiven an error: with one, they could be almost anything. */
const LEAST_LETTERS = 5
/** As far from a word as Fuse counts: some 0.2 is one letter of five. */
const FARTHEST = 0.4
const NEARLY_AS_NEAR = 0.08

/** A word that only holds something alike is another one; a long one can be typed in part. */
const isAlike = (word: string, known: string): boolean =>
  known.length >= word.length - 2 && (word.length > LEAST_LETTERS || known.length <= word.length + 1)

interface Indexed {
  readonly entry: PaletteEntry
  readonly title: string
  readonly titleWords: readonly string[]
  readonly otherWords: readonly string[]
  readonly placeWords: readonly string[]
  readonly aboutWords: readonly string[]
}

/** As many of a group as are shown. */
const MOST: Readonly<Record<PaletteGroup, number>> = {
  recent: 6,
  pages: 5,
  fields: 8,
  actions: 6,
  views: 4,
  templates: 4,
  batches: 4,
  codes: 9,
  help: 3,
}
const GROUPS = Object.keys(MOST) as PaletteGroup[]

/** Finds entries by their words. Made again where the entries change; each letter is a search. */
export function paletteSearch(entries: readonly PaletteEntry[]) {
  const index = entries.map((entry): Indexed => ({
    entry,
    title: fold(entry.title),
    titleWords: wordsOf(entry.title),
    otherWords: wordsOf((entry.words ?? []).join(' ')),
    placeWords: wordsOf(entry.detail ?? ''),
    aboutWords: wordsOf(entry.about ?? ''),
  }))
  const vocabulary = [
    ...new Set(index.flatMap(({ titleWords, otherWords }) => [...titleWords, ...otherWords])),
  ]
  const fuse = new Fuse(vocabulary, { ignoreLocation: true, threshold: FARTHEST, includeScore: true })

  /** The known words that a mistyped one is nearest to. */
  function near(word: string): ReadonlySet<string> {
    if (word.length < LEAST_LETTERS) return new Set()
    const found = fuse.search(word).filter(({ item }) => isAlike(word, item))
    const best = found[0]?.score ?? 1
    return new Set(found.filter(({ score = 1 }) => score <= best + NEARLY_AS_NEAR).map(({ item }) => item))
  }

  function fitOf(one: Indexed, word: string): number | undefined {
    const begins = (known: string) => known.startsWith(word)
    const holds = (known: string) => word.length > 1 && known.includes(word)
    if (one.titleWords.some(begins)) return FIT.title
    if (one.otherWords.some(begins)) return FIT.other
    if (one.titleWords.some(holds)) return FIT.insideTitle
    if (one.otherWords.some(holds)) return FIT.insideOther
    if (one.placeWords.some(begins)) return FIT.place
    return one.aboutWords.some(begins) ? FIT.about : undefined
  }
  function nearFitOf(one: Indexed, words: ReadonlySet<string>): number | undefined {
    if (one.titleWords.some((known) => words.has(known))) return FIT.nearTitle
    return one.otherWords.some((known) => words.has(known)) ? FIT.nearOther : undefined
  }

  /** How well each entry fits one typed word; those that do not are left out. */
  function fitsOf(word: string): ReadonlyMap<Indexed, number> {
    const fits = (measure: (one: Indexed) => number | undefined) =>
      new Map(
        index.flatMap((one) => {
          const fit = measure(one)
          return fit === undefined ? [] : [[one, fit] as const]
        }),
      )
    const found = fits((one) => fitOf(one, word))
    if (found.size > 0) return found
    const plain = withoutDigraphs(word)
    if (plain !== word) {
      const alike = fits((one) => fitOf(one, plain))
      if (alike.size > 0) return alike
    }
    const words = near(word)
    return fits((one) => nearFitOf(one, words))
  }

  /** The entries that fit all that was typed, in their groups, the group with the best one first. */
  return (typed: string, recent: readonly string[] = []): PaletteEntry[] => {
    const words = wordsOf(typed)
    if (words.length === 0) return []
    const whole = fold(typed.trim())
    const all = words.map(fitsOf)
    const [first] = all
    if (!first) return []
    const ranked = [...first.keys()].flatMap((one) => {
      const fits = all.map((fit) => fit.get(one))
      if (fits.includes(undefined)) return []
      const sum = (fits as number[]).reduce((a, b) => a + b, 0)
      // The page that something is on narrows what is found, and finds nothing by itself.
      if ((fits as number[]).every((fit) => fit === FIT.place)) return []
      const known = recent.indexOf(one.entry.key)
      const rank =
        sum * 10 -
        (one.title === whole ? 6 : one.title.startsWith(whole) ? 4 : 0) -
        (known < 0 ? 0 : 2) +
        (one.entry.group === 'help' ? 15 : 0)
      return [{ entry: one.entry, rank }]
    })
    ranked.sort((a, b) => a.rank - b.rank)
    const bestOf = (group: PaletteGroup) => ranked.findIndex(({ entry }) => entry.group === group)
    const ranks = (group: PaletteGroup) => ranked[bestOf(group)]?.rank ?? 0
    return GROUPS.filter((group) => bestOf(group) >= 0)
      .sort((a, b) => ranks(a) - ranks(b) || GROUPS.indexOf(a) - GROUPS.indexOf(b))
      .flatMap((group) =>
        ranked
          .filter(({ entry }) => entry.group === group)
          .slice(0, MOST[group])
          .map(({ entry }) => entry),
      )
  }
}
