import { type Formats, oneOrMany } from '../formats.ts'

const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const formats: Formats = {
  decimalMark: '.',
  groupMark: ',',
  unitSpace: '',
  date: ({ year, month, date }) =>
    `${Number(date)} ${SHORT[Number(month) - 1]}${year === undefined ? '' : ` ${year}`}`,
  span: (from, to) => `${from} – ${to}`,
  time: (clock) => clock,
  slashedFirst: 'month',
  months: [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ],
  plural: oneOrMany,
  excelDate: 'd mmm yyyy',
  csvDelimiter: ',',
}
