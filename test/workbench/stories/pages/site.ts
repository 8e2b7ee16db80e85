import ImportCard from '../../../../src-renderer/pages/site/ImportCard.vue'
import OrderRows from '../../../../src-renderer/pages/site/OrderRows.vue'
import SitePage from '../../../../src-renderer/pages/site/SitePage.vue'
import { BAD_ORDER_ROWS, ORDER_ROWS, orderImport, UNCLEAR_IMPORT } from '../../data/orders.ts'
import { story } from '../../story.ts'

const window = { height: 'window' } as const
const wide = { width: 960 }
const rowsOf = ({ tab }: { tab: string }) => ({
  total: tab === 'bad' ? 3 : 396,
  rows: tab === 'bad' ? BAD_ORDER_ROWS : ORDER_ROWS,
})
const answers = { 'redemptions.read': orderImport(), 'redemptions.rows': rowsOf }

export default {
  ImportCard: story(ImportCard, {
    'nothing chosen': { room: wide },
    'looked at': { answers, room: wide, act: ({ click }) => click('header button') },
    'bad rows': {
      answers,
      room: wide,
      act: async ({ click }) => {
        await click('header button')
        await click('[data-tab=bad]')
      },
    },
    'a column is not clear': {
      answers: {
        'redemptions.read': UNCLEAR_IMPORT,
        'redemptions.rows': { total: 2, rows: BAD_ORDER_ROWS.slice(0, 2) },
      },
      room: wide,
      act: ({ click }) => click('header button'),
    },
  }),
  OrderRows: story(OrderRows, {
    counted: { props: { rows: ORDER_ROWS, total: 396, withProblem: false }, room: wide },
    bad: { props: { rows: BAD_ORDER_ROWS, total: 3, withProblem: true }, room: wide },
    none: { props: { rows: [], total: 0, withProblem: false }, room: wide },
  }),
  SitePage: story(SitePage, { 'nothing chosen': { room: window } }),
}
