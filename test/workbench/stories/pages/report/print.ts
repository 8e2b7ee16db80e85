import { h } from 'vue'
import type { ReportRow } from '#shared/contract/report.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { PRINT_LIMIT } from '../../../../../src-renderer/pages/report/print/printed-rows.ts'
import CardsPaper from '../../../../../src-renderer/pages/report/print/CardsPaper.vue'
import CodeCard from '../../../../../src-renderer/pages/report/print/CodeCard.vue'
import PrintCards from '../../../../../src-renderer/pages/report/print/PrintCards.vue'
import PrintFrame from '../../../../../src-renderer/pages/report/print/PrintFrame.vue'
import PrintView from '../../../../../src-renderer/pages/report/print/PrintView.vue'
import ReportPaper from '../../../../../src-renderer/pages/report/print/ReportPaper.vue'
import { codeRow, CODES, LONG_CODE } from '../../../data/codes.ts'
import { SUMMARY } from '../../../data/overview.ts'
import { BATCHES, columns, FULL_FILTER } from '../../../data/report.ts'
import { LONG_NAMED_SITE, PROMO_LINK, SITE, SITE_WITH_PROMO_LINK } from '../../../data/site.ts'
import { pending } from '../../../fake-host.ts'
import { type OnScreen, story, type Words } from '../../../story.ts'

const card = { width: 352 } as const
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

const cards = (rest: object = {}) => ({
  ranges: [[0, CODES.length]] as const,
  site: SITE_WITH_PROMO_LINK,
  read,
  ...rest,
})
const frame =
  (rest: { ready: boolean; failure?: unknown }) =>
  ({ t }: Words) => ({ title: t('panels.print.title'), fileName: 'kort.pdf', failure: null, ...rest })
const carded = async ({ appears }: OnScreen) => void (await appears('.code-card'))

export default {
  CardsPaper: story(CardsPaper, {
    cards: { props: { paper: 'a4', site: SITE_WITH_PROMO_LINK, rows: [...CODES, LONG_CODE] } },
    'no link': { props: { paper: 'letter', site: LONG_NAMED_SITE, rows: CODES } },
  }),
  CodeCard: story(CodeCard, {
    'with a link': { props: { row: codeRow(1), site: SITE_WITH_PROMO_LINK }, room: card },
    'long texts': {
      props: { row: LONG_CODE, site: { ...LONG_NAMED_SITE, promoLink: PROMO_LINK } },
      room: card,
    },
    'no link': { props: { row: codeRow(5), site: SITE }, room: card },
  }),
  PrintCards: story(PrintCards, {
    cards: { props: cards(), room: window, act: carded },
    'no link yet, as a file too': {
      props: cards({ site: SITE }),
      host: { kind: 'desktop', platform: 'linux' },
      room: window,
      act: carded,
    },
    'more than is printed': {
      props: cards({
        ranges: [[0, 5000]],
        read: async (_: number, limit: number) =>
          Array.from({ length: Math.min(limit, 30) }, () => codeRow(1)),
      }),
      room: window,
      act: carded,
    },
    preparing: { props: cards({ read: () => new Promise(() => undefined) }), room: window },
    failed: {
      props: cards({ read: () => Promise.reject(new Refusal('report.unknown-result-set', {})) }),
      room: window,
    },
  }),
  PrintFrame: story(PrintFrame, {
    ready: {
      props: frame({ ready: true }),
      slots: { default: () => h('article', { class: 'paper' }, SITE.name) },
      room: window,
    },
    preparing: {
      props: frame({ ready: false }),
      room: window,
    },
    failed: {
      props: frame({ ready: false, failure: new Refusal('report.unknown-result-set', {}) }),
      room: window,
    },
  }),
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
