/** Is in the place of a formula whose result its workbook does not have, since no spreadsheet has calculated it yet. */
export const NO_RESULT = '#FORMULA!'

/**
 * What spreadsheets show in a cell whose formula fails: of Excel in English, the Scandinavian languages and German, of
 * LibreOffice and of Google Sheets. A file saved as text has nothing else to know them by.
 */
const VALUES = new Set([
  NO_RESULT,
  // English; also what workbooks store, whatever the language
  ...[
    '#N/A',
    '#NULL!',
    '#DIV/0!',
    '#VALUE!',
    '#REF!',
    '#NAME?',
    '#NUM!',
    '#GETTING_DATA',
    '#SPILL!',
    '#CALC!',
  ],
  ...[
    '#FIELD!',
    '#BLOCKED!',
    '#CONNECT!',
    '#UNKNOWN!',
    '#BUSY!',
    '#EXTERNAL!',
    '#PYTHON!',
    '#TIMEOUT!',
    '#ERROR!',
  ],
  // Norwegian and Danish
  ...[
    '#I/T',
    '#NAVN?',
    '#VERDI!',
    '#VÆRDI!',
    '#REFERANSE!',
    '#REFERENCE!',
    '#NUL!',
    '#DIVISION/0!',
    '#TALL!',
  ],
  ...['#OVERFLYT!', '#OVERLØP!', '#SPILD!', '#BEREGN!', '#BEREGNING!', '#KALK!', '#FELT!', '#BLOKKERT!'],
  ...[
    '#BLOKERET!',
    '#KOBLE!',
    '#TILKOBLE!',
    '#UKJENT!',
    '#UKENDT!',
    '#OPPTATT!',
    '#HENTER_DATA',
    '#FEIL!',
    '#FEJL!',
  ],
  // Swedish
  ...['#SAKNAS!', '#NAMN?', '#VÄRDEFEL!', '#REFERENS!', '#OGILTIGT!', '#SKÄRNING!', '#SPILL!', '#BLOCKERAD!'],
  // German
  ...['#NV', '#WERT!', '#BEZUG!', '#ZAHL!', '#ÜBERLAUF!', '#KALK!', '#FELD!', '#BLOCKIERT!', '#UNBEKANNT!'],
])

/** LibreOffice's errors by number: `Err:509`, in Norwegian and Danish `Feil:509`, `Fejl:509`. */
const NUMBERED = /^(?:err|feil|fejl|fel):\d{3}$/i

const LONGEST = 16

/** True for a text that is nothing but the error value of a spreadsheet. */
export function isErrorValue(text: string): boolean {
  const value = text.trim()
  if (value.length > LONGEST) return false
  return value.startsWith('#') ? VALUES.has(value.toUpperCase()) : NUMBERED.test(value)
}
