import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'

/** What CONTRIBUTING.md's rules of language ask for, as far as a pattern can see it. */
interface Rule {
  readonly wrong: RegExp
  readonly use: string
}

const RULES: Readonly<Record<(typeof LANGUAGES)[number], readonly Rule[]>> = {
  nb: [
    { wrong: /\bsandkasse/i, use: 'PayPal Sandbox' },
    // The source document's own label has it.
    { wrong: /\bforhandler(?!s påloggings-ID\/leverandør)/i, use: 'selger' },
    { wrong: /\buviss/i, use: 'uavklart' },
    { wrong: /\be-poster\b/i, use: 'meldinger' },
    { wrong: /\bstans/i, use: 'stoppe, sette på pause' },
    { wrong: /\bforsegl|\bverne?[rst]?\b/i, use: 'kryptere, beskytte' },
    { wrong: /\bhemmeligheter/i, use: 'passord' },
    { wrong: /\bsjekk|\bse over\b/i, use: 'kontrollere' },
    { wrong: /\bfeilet\b/i, use: 'mislyktes' },
    { wrong: /\bautoriser/i, use: 'reservere' },
    { wrong: /\bbetal(er|e|t)? tilbake\b|\btilbakefør/i, use: 'refundere, annullere' },
    { wrong: /\bbelast/i, use: 'trekke' },
    { wrong: /\binnlogging\b/i, use: 'pålogging' },
    { wrong: /\bta bort\b/i, use: 'fjerne' },
    { wrong: /\bi drift\b/i, use: 'i produksjon' },
    { wrong: /\b[Bb]akgrunnstjeneste/, use: 'E-handel' },
    { wrong: /\bnetthandel/i, use: 'e-handel' },
    { wrong: /\bdirekte(hendelse|økt)/i, use: 'direktesendt hendelse, direktesendt økt' },
    { wrong: /\bdere\b/i, use: 'du' },
    { wrong: /\bbegge tjenester\b/i, use: 'begge tjenestene' },
    { wrong: /\d \d{3}\b/, use: 'a space that does not break' },
  ],
  en: [
    { wrong: /\be-mail/i, use: 'email' },
    { wrong: /\bexpiry\b/i, use: 'expiration date' },
    { wrong: /\b\w*(authoris|recognis|minimis|maximis|customis|synchronis)/i, use: '-ize' },
    { wrong: /\bcancell(ed|ing)\b/i, use: 'canceled, canceling' },
    { wrong: /\bmachine\b/i, use: 'computer' },
    { wrong: /\bsandbox\b/, use: 'PayPal Sandbox' },
    { wrong: /\b(not )?settled\b/i, use: 'outcome unknown, confirmed' },
    { wrong: /\bsecrets\b/i, use: 'passwords' },
    { wrong: /\bsealed?\b/i, use: 'encrypted' },
    { wrong: /\bany more\b/i, use: 'no longer' },
    { wrong: /[a-z][’'](t|re|ve|ll|d)\b|\b(it|that|there)[’']s\b/i, use: 'the words in full' },
    { wrong: / …$/, use: '… without a space before it' },
  ],
}
const BOTH: readonly Rule[] = [{ wrong: /"/, use: 'the quotation marks of the language' }]

function* messages(tree: unknown, key = ''): Generator<readonly [key: string, text: string]> {
  if (typeof tree === 'string') yield [key, tree]
  else if (typeof tree === 'object' && tree !== null)
    for (const [step, part] of Object.entries(tree))
      yield* messages(part, key === '' ? step : `${key}.${step}`)
}

/** The literals of a file that is written in code, such as the texts of errors. */
function* literals(path: string): Generator<readonly [key: string, text: string]> {
  const code = readFileSync(path, 'utf8').replaceAll(/^ *(?:\/\/|\/?\*|import ).*$/gm, '')
  for (const [, one, two] of code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g))
    // What is not a name in code: it has a space.
    if ((one ?? two ?? '').includes(' '))
      yield [path.split('/').at(-1) ?? '', (one ?? two ?? '').replaceAll(/\$\{[^}]*\}/g, '{}')]
}

describe.each(LANGUAGES)('the texts keep the rules of their language: %s', (language) => {
  const read = async () => {
    const folder = fileURLToPath(new URL(`../../../src-shared/languages/${language}/`, import.meta.url))
    return [
      ...messages(languages[language].start),
      ...messages(await languages[language].pages()),
      ...readdirSync(`${folder}wording`).flatMap((file) => [...literals(`${folder}wording/${file}`)]),
      ...['backend.ts', 'browser.ts', 'desktop.ts'].flatMap((file) => [...literals(folder + file)]),
    ]
  }

  it.each([...RULES[language], ...BOTH])('$use', async ({ wrong }) => {
    const found = (await read()).filter(([, text]) => wrong.test(text))
    expect(found.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })

  it('labels, titles and buttons have no full stop', async () => {
    const found = (await read()).filter(
      ([key, text]) => /\.(button|label|title)$/.test(key) && /[^.]\.$/.test(text),
    )
    expect(found.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })
})
