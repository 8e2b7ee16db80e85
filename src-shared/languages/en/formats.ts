import { type DateFields, type Formats, oneOrMany } from '../formats.ts'

const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayOf = ({ month, date }: DateFields) => `${SHORT[Number(month) - 1]} ${Number(date)}`
const yearOf = ({ year }: DateFields) => (year === undefined ? '' : `, ${year}`)

export const formats: Formats = {
  decimalMark: '.',
  groupMark: ',',
  unitSpace: '',
  date: (day) => dayOf(day) + yearOf(day),
  span: (from, to) => {
    if (from.year !== to.year) return `${dayOf(from)}${yearOf(from)} – ${dayOf(to)}${yearOf(to)}`
    const last = from.month === to.month ? `–${Number(to.date)}` : ` – ${dayOf(to)}`
    return dayOf(from) + last + yearOf(to)
  },
  clock: (clock) => clock,
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
  excelDate: 'mmm d, yyyy',
  csvDelimiter: ',',
}
