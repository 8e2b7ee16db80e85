import { type Encoding } from '#shared/contract/recipients.ts'

export const CODE_PAGES = [
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
] as const satisfies readonly Encoding[]
export type CodePage = (typeof CODE_PAGES)[number]

/** The languages nearest to hand come first: a letter of theirs says most. */
const WESTERN: [string, number][] = [
  ['æøåÆØÅ', 3],
  ['äöüÄÖÜßéÉ', 2.4],
  ['èêëáàâãíìîïóòôõúùûýñçÁÀÂÈÊÍÓÔÚÑÇðþÞÐ', 2],
  ['œŒšŠžŽŸ', 1],
  ['«»“”’‘–—…°§€№', 0.5],
]
const LETTERS: Record<CodePage, [string, number][]> = {
  'windows-1252': WESTERN,
  // Only eight letters differ from Windows-1252, in which they are signs that hardly stand in names.
  'iso-8859-15': [...WESTERN.map(([letters, weight]): [string, number] => [letters, weight - 0.05])],
  macintosh: WESTERN.map(([letters, weight]) => [letters, weight - 0.1]),
  'windows-1250': [
    ['ąćęłńśźżĄĆĘŁŃŚŹŻčěňřšťůžČĚŇŘŠŤŮŽőűŐŰăşţĂŞŢ', 2.2],
    ['óáéíýúäöüôĎďđĐÓÁÉÍÝÚÄÖÜßâîçľĺŕ', 1.6],
    ['„”’–—…', 0.5],
  ],
  'windows-1251': [
    ['абвгдежзийклмнопрстуфхцчшщъыьэюя', 1.9],
    ['АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯёЁіїєґІЇЄҐјљњћђџ', 1.5],
    ['«»–—…№', 0.5],
  ],
  'windows-1253': [
    ['αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ', 1.9],
    ['ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏϊϋΐΰ', 1.5],
    ['«»–—…', 0.5],
  ],
  'windows-1254': [
    ['ğışİĞŞ', 2.6],
    ['çöüÇÖÜâîû', 1.7],
    ['“”’–—…', 0.5],
  ],
  'windows-1257': [
    ['āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲ', 2.2],
    ['õäöüÕÄÖÜåÅøØæÆóé', 1.6],
    ['„“”–—…', 0.5],
  ],
}

const WEIGHTS = new Map(
  CODE_PAGES.map((page) => [
    page,
    new Map(LETTERS[page].flatMap(([letters, weight]) => [...letters].map((letter) => [letter, weight]))),
  ]),
)

const LATIN = /\p{Script=Latin}/u
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u
const LETTER = /\p{L}/u
const SPACED_SCRIPTS = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

/** How likely `text` is what a person wrote, if it was written in `page`: the sum over its letters beyond ASCII. */
export function scoreOf(text: string, page: CodePage): number {
  const weights = WEIGHTS.get(page)
  let score = 0
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i] ?? ''
    if (letter < '\x80') continue
    score += (weights?.get(letter) ?? unlikely(letter)) + inWord(letter, text[i - 1] ?? '', text[i + 1] ?? '')
  }
  return score
}

function unlikely(letter: string): number {
  if (letter === '\ufffd' || (letter >= '\x80' && letter < '\xa0')) return -6
  if (letter === '\xa0') return 0
  return LETTER.test(letter) ? -0.5 : -3
}

/** What the neighbours say: scripts do not mix in a word, capitals do not follow small letters, signs stand apart. */
function inWord(letter: string, before: string, after: string): number {
  const between = LETTER.test(before) || LETTER.test(after)
  if (!LETTER.test(letter)) return between && LETTER.test(before) && LETTER.test(after) ? -2 : 0
  if (SPACED_SCRIPTS.test(letter)) {
    const mixed = LATIN.test(before) || LATIN.test(after)
    return mixed ? -5 : between ? capitalInside(letter, before) : -1.5
  }
  return capitalInside(letter, before)
}

const capitalInside = (letter: string, before: string): number =>
  UPPER.test(letter) && LOWER.test(before) ? -2.5 : 0
