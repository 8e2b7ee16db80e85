import type { Encoding } from '#shared/contract/recipients.ts'

export const CODE_PAGES = [
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'cp850',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'ibm866',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
] as const satisfies readonly Encoding[]
export type CodePage = (typeof CODE_PAGES)[number]

/** The letters beyond a to z of a language, and what one of them counts for: more where the language is nearer to hand. */
type Alphabet = readonly [letters: string, weight: number]

const WESTERN: readonly Alphabet[] = [
  ['æøåéèêòóôäöü', 2.4],
  ['åäöéü', 2.2],
  ['äöüßé', 2.1],
  ['àâæçèéêëîïôœùûüÿ', 2],
  ['áéíñóúü', 2],
  ['áðéíóúýþæö', 2],
  ['áâãàçéêíóôõú', 1.7],
  ['àèéìòù', 1.7],
  ['šžõäöü', 1.3],
]
const weaker = (alphabets: readonly Alphabet[], by: number): Alphabet[] =>
  alphabets.map(([letters, weight]) => [letters, weight - by])

const RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё'

const ARABIC: readonly Alphabet[] = [['ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ', 2]]
const GREEK: readonly Alphabet[] = [['αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ', 2]]
const CENTRAL: readonly Alphabet[] = [
  ['ąćęłńóśźż', 2],
  ['áčďéěíňóřšťúůýž', 2],
  ['áéíóöőúüű', 2],
  ['áäčďéíľňóôšťúýž', 1.9],
  ['čćđšž', 1.9],
  ['ăâîşţ', 1.8],
]

const ALPHABETS: Record<CodePage, readonly Alphabet[]> = {
  'windows-1252': WESTERN,
  // Only eight letters differ from Windows-1252, where they are signs that hardly occur in names.
  'iso-8859-15': weaker(WESTERN, 0.05),
  macintosh: weaker(WESTERN, 0.1),
  'windows-1250': CENTRAL,
  'windows-1251': [
    [RUSSIAN, 2],
    ['абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', 2],
    ['абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ', 1.8],
  ],
  'windows-1253': GREEK,
  'windows-1254': [['çğıöşüâîûi\u0307', 2.05]],
  'windows-1257': [
    ['ąčęėįšųūž', 2],
    ['āčēģīķļņšūž', 2],
    ['äõöüšž', 1.5],
  ],
  cp850: weaker(WESTERN, 0.1),
  // Its bytes are Cyrillic small letters as well; names in those would have capitals.
  'windows-1255': [['אבגדהוזחטיךכלםמןנסעףפץצקרשת', 2.05]],
  'windows-1256': ARABIC,
  // The same letters in another order: capitals are where Windows-1251 has small ones.
  'koi8-r': weaker([[RUSSIAN, 2]], 0.05),
  ibm866: weaker([[RUSSIAN, 2]], 0.1),
  // Of each pair, the one of Windows is the likelier where both would do.
  'iso-8859-2': weaker(CENTRAL, 0.05),
  'iso-8859-5': weaker([[RUSSIAN, 2]], 0.1),
  'iso-8859-6': weaker(ARABIC, 0.05),
  'iso-8859-7': weaker(GREEK, 0.05),
}
const SETS = new Map(
  CODE_PAGES.map((page) => [
    page,
    ALPHABETS[page].map(([letters, weight]) => ({ letters: new Set(letters), weight })),
  ]),
)

/** A letter of another language than the rest of its line. */
const FOREIGN = -1.5
const QUOTES_AND_DASHES = new Set('«»“”„’‘–—…§€№°')
const LATIN = /\p{Script=Latin}/u
const UPPER = /\p{Lu}/u
const LETTER = /\p{L}/u

/**
 * How likely `text` is what people wrote, if it was written in `page`: each line is taken for the language that it suits
 * best, since a list has people of many languages, but a name mostly of one.
 */
export function scoreOf(text: string, page: CodePage): number {
  return text.split(/[\r\n]+/).reduce((sum, line) => sum + lineScore(line, page), 0)
}

function lineScore(line: string, page: CodePage): number {
  const languages = (SETS.get(page) ?? []).map((alphabet) => ({ ...alphabet, score: 0 }))
  let shape = 0
  for (let i = 0; i < line.length; i += 1) {
    const letter = line[i] ?? ''
    if (letter < '\x80') continue
    shape += shapeScore(letter, line[i - 1] ?? '', line[i + 1] ?? '')
    if (!LETTER.test(letter)) continue
    // `İ` becomes two letters.
    const small = letter.toLowerCase()
    const known = small.length === 1 ? small : '\u0307'
    for (const language of languages)
      language.score += language.letters.has(known) ? language.weight : FOREIGN
  }
  return shape + Math.max(...languages.map(({ score }) => score))
}

/** Scores a letter by its neighbours, in any language: signs are separate, scripts and capitals do not mix in words. */
function shapeScore(letter: string, before: string, after: string): number {
  if (letter === '\ufffd' || (letter >= '\x80' && letter < '\xa0')) return -6
  const inside = LETTER.test(before) && LETTER.test(after)
  if (!LETTER.test(letter))
    return (QUOTES_AND_DASHES.has(letter) ? 0.5 : letter === '\xa0' ? 0 : -3) - (inside ? 2 : 0)
  const mixed = [before, after].some((it) => LETTER.test(it) && LATIN.test(it) !== LATIN.test(letter))
  const capitalInside = UPPER.test(letter) && LETTER.test(before) && !UPPER.test(before)
  return (mixed ? -5 : 0) + (capitalInside ? -2.5 : 0)
}
