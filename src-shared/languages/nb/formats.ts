import { type Formats, NBSP, oneOrMany } from '../formats.ts'

export const formats: Formats = {
  decimalMark: ',',
  groupMark: NBSP,
  unitSpace: NBSP,
  date: ({ year, month, date }) => `${date}.${month}${year === undefined ? '' : `.${year}`}`,
  span: (from, to) => `${from}–${to}`,
  time: (clock) => clock.replace(':', '.'),
  slashedFirst: 'day',
  months: [
    ['januar', 'jan'],
    ['februar', 'feb'],
    ['mars', 'mar'],
    ['april', 'apr'],
    ['mai'],
    ['juni', 'jun'],
    ['juli', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['oktober', 'okt'],
    ['november', 'nov'],
    ['desember', 'des'],
  ],
  plural: oneOrMany,
  excelDate: String.raw`dd\.mm\.yyyy`,
  csvDelimiter: ';',
}
