import { type DateFields, type Formats, NBSP, oneOrMany } from '../formats.ts'

const MONTHS = [
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
]
const monthOf = ({ month }: DateFields) => MONTHS[Number(month) - 1]?.[0] ?? ''
const yearOf = ({ year }: DateFields) => (year === undefined ? '' : ` ${year}`)
const inWords = (day: DateFields) => `${Number(day.date)}. ${monthOf(day)}${yearOf(day)}`

export const formats: Formats = {
  decimalMark: ',',
  groupMark: NBSP,
  unitSpace: NBSP,
  // Without a year the month is a word: 09.03 is also a time.
  date: (day) => (day.year === undefined ? inWords(day) : `${day.date}.${day.month}.${day.year}`),
  span: (from, to) => {
    if (from.year !== to.year) return `${inWords(from)} – ${inWords(to)}`
    return from.month === to.month
      ? `${Number(from.date)}.–${inWords(to)}`
      : `${inWords({ month: from.month, date: from.date })} – ${inWords(to)}`
  },
  clock: (clock) => clock.replace(':', '.'),
  time: (clock) => `kl.${NBSP}${clock}`,
  slashedFirst: 'day',
  months: MONTHS,
  plural: oneOrMany,
  excelDate: String.raw`dd\.mm\.yyyy`,
  csvDelimiter: ';',
}
