import type { ReportRow } from '#shared/contract/report.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { PRINT_LIMIT } from '../../../../../src-renderer/pages/report/print/printed-rows.ts'
import PrintView from '../../../../../src-renderer/pages/report/print/PrintView.vue'
import ReportPaper from '../../../../../src-renderer/pages/report/print/ReportPaper.vue'
import { codeRow, CODES } from '../../../data/codes.ts'
import { SUMMARY } from '../../../data/overview.ts'
import { BATCHES, columns, FULL_FILTER } from '../../../data/report.ts'
import { LONG_NAMED_SITE, SITE } from '../../../data/site.ts'
import { pending } from '../../../fake-host.ts'
import { type OnScreen, story, type Words } from '../../../story.ts'

const window = { height: 'window' } as const
const read = async (offset: number, limit: number) => CODES.slice(offset, offset + limit)
const view =
  (rest: object = {}) =>
  (words: Words) => ({
    resultSet: 'rows-1',
    ranges: [[0, CODES.length]] as const,
    selected: false,
    filter: {},
    order: [{ column: 'created' as const, descending: true }],
    columns: columns(words),
    allColumns: columns(words),
    site: SITE,
    read,
    ...rest,
  })
const answers = { 'report.summary': SUMMARY, 'report.batches': BATCHES }
const printed = async ({ appears }: OnScreen) => void (await appears('.paper td'))

const paper =
  (rows: readonly ReportRow[], rest: object = {}) =>
  (words: Words) => ({
    paper: 'a4' as const,
    heading: words.t('panels.print.heading'),
    site: SITE.name,
    made: words.say({ nb: 'Laget 12.03.2026 kl. 09.00', en: 'Made Mar 12, 2026, 09:00' }),
    facts: [{ label: words.t('panels.print.shows'), value: words.t('panels.print.everything') }],
    counts: [{ key: 'codes', figure: String(rows.length), word: words.say({ nb: 'koder', en: 'codes' }) }],
    columns: columns(words),
    rows,
    ...rest,
  })

export default {
  PrintView: story(PrintView, {
    'all rows': { props: view(), answers, room: window, act: printed },
    'selected rows, narrowed': {
      props: view({
        ranges: [
          [0, 2],
          [4, 6],
        ],
        selected: true,
        filter: FULL_FILTER,
        order: [
          { column: 'expires', descending: false },
          { column: 'code', descending: true },
        ],
      }),
      answers,
      room: window,
      act: printed,
    },
    'as a file too': { props: view(), answers, host: { kind: 'desktop', platform: 'linux' }, room: window },
    'more than is printed': {
      props: (words) => ({
        ...view({
          ranges: [[0, SUMMARY.codes]],
          read: async (_: number, limit: number) => Array.from({ length: limit }, () => codeRow(1)),
        })(words),
        columns: columns(words).slice(0, 2),
      }),
      answers,
      room: window,
      act: printed,
    },
    preparing: { props: view(), answers: { 'report.summary': pending }, room: window },
    failed: {
      props: view(),
      answers: { 'report.summary': new Refusal('report.unknown-result-set', {}) },
      room: window,
    },
  }),
  ReportPaper: story(ReportPaper, {
    rows: { props: paper(CODES) },
    'long name, limited': {
      props: (words) => ({
        ...paper(CODES)(words),
        site: LONG_NAMED_SITE.name,
        limited: words.t('panels.print.limited', { shown: String(PRINT_LIMIT), total: '1 204 318' }),
      }),
    },
    'few columns': {
      props: (words) => ({ ...paper(CODES)(words), columns: columns(words).slice(0, 3) }),
    },
    'no rows': { props: paper([]) },
  }),
}
