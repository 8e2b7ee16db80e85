import { expect, it } from 'vitest'
import { isErrorValue } from '#shared/domain/error-values.ts'

it.each([
  '#N/A',
  '#n/a',
  ' #DIV/0! ',
  '#NAVN?',
  '#I/T',
  '#VERDI!',
  'Err:509',
  'Feil:522',
  '#VÄRDEFEL!',
  '#NV',
])('%s is an error value', (text) => expect(isErrorValue(text)).toBe(true))

it.each([
  '',
  '#',
  '#1',
  'Nina #N/A',
  '# N/A',
  'N/A',
  'Err',
  'Err:5',
  'Err: 509',
  'Feilberg',
  '#teamNorge',
  'TRUE',
  '#N/A;#N/A',
])('%s is none', (text) => expect(isErrorValue(text)).toBe(false))
