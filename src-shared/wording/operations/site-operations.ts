import type { siteOperations } from '../../contract/operations.ts'
import { dayIn } from '../../domain/dates.ts'
import { counted, type OperationPresentations } from './operation-presentation.ts'

export const sitePresentations: OperationPresentations<keyof typeof siteOperations> = {
  'change-settings': {
    sentence: ({ changes }, { say, t }) =>
      say('done', { fields: changes.map(({ field }) => t(`siteSettings.${field}.inSentence`)).join(', ') }),
    rows: ({ changes }, { t, setting }) =>
      changes.map(({ field, before, after }) => ({
        label: t(`siteSettings.${field}.label`),
        value: setting(field, after),
        before: setting(field, before),
      })),
  },
  'protect-secrets': {
    sentence: ({ action, passwords }, { say, count }) => say(action, { n: count(passwords) }, passwords),
    rows: ({ passwords }, { row, count }) => [row('passwords', count(passwords))],
  },
  'export-history': {
    sentence: ({ format, rows }, words) =>
      words.say('done', { format: `.${format}`, rows: counted(words, 'common.rows', rows) }),
    rows: ({ format, rows }, { row, count }) => [row('format', `.${format}`), row('rows', count(rows))],
  },
  'save-site-file': { sentence: (_, { say }) => say('done'), rows: () => [] },
  'open-site-file': { sentence: (_, { say }) => say('done'), rows: () => [] },
  'restore-backup': {
    sentence: ({ madeAt }, { say, date }) => say('done', { date: date(dayIn('UTC', Date.parse(madeAt))) }),
    rows: () => [],
  },
  'rescue-site': {
    sentence: ({ counts }, { say, ...words }) =>
      say('done', { codes: counted(words, 'common.codes', counts.codes) }),
    rows: ({ counts, tables }, { row, count }) => {
      const codes = tables.find(({ table }) => table === 'promo_code')
      return codes && codes.examples.length > 0
        ? [row('codes', count(counts.codes)), row('examples', codes.examples.join(', '))]
        : [row('codes', count(counts.codes))]
    },
  },
}
