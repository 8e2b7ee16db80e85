import HandoverCard from '../../../../src-renderer/pages/site/HandoverCard.vue'
import ImportCard from '../../../../src-renderer/pages/site/ImportCard.vue'
import OrderRows from '../../../../src-renderer/pages/site/OrderRows.vue'
import SecretsDialog from '../../../../src-renderer/pages/site/SecretsDialog.vue'
import SitePage from '../../../../src-renderer/pages/site/SitePage.vue'
import { BAD_ORDER_ROWS, ORDER_ROWS, orderImport, UNCLEAR_IMPORT } from '../../data/orders.ts'
import { story } from '../../story.ts'
import { HANDOVERS } from '../../data/history.ts'

const window = { height: 'window' } as const
const wide = { width: 960 }
const rowsOf = ({ tab }: { tab: string }) => ({
  total: tab === 'bad' ? 3 : 396,
  rows: tab === 'bad' ? BAD_ORDER_ROWS : ORDER_ROWS,
})
const answers = { 'redemptions.read': orderImport(), 'redemptions.rows': rowsOf }

const NOTHING = { services: [], codes: { all: 0, changed: null, lastAt: null } }
const PUBLISHED = {
  services: [
    {
      service: 'events' as const,
      revision: 14,
      publishedAt: '2026-03-02T09:00:00.000Z',
      takesPayment: true,
      hasSecret: true,
    },
    {
      service: 'training' as const,
      revision: 11,
      publishedAt: '2026-02-12T09:00:00.000Z',
      takesPayment: false,
      hasSecret: false,
    },
  ],
  codes: { all: 12_480, changed: 214, lastAt: '2026-03-11T14:20:00.000Z' },
}
const listed = { total: HANDOVERS.length, operations: [...HANDOVERS] }
const handedOver = { 'handover.state': PUBLISHED, 'history.list': listed }
const nothing = { 'handover.state': NOTHING, 'history.list': { total: 0, operations: [] } }
const PUBLIC_KEY = 'age14c7ff24qzcf393uf845lnqkmghstysdytq9qklx8rfncf9z2r4qsddgjd7'
const state = { locked: false, keychain: false, keychainProblem: null, passwords: 2 }

export default {
  HandoverCard: story(HandoverCard, {
    'nothing published': { answers: nothing, room: wide },
    published: { answers: handedOver, room: wide },
  }),
  SecretsDialog: story(SecretsDialog, {
    'no key yet': {
      props: { busy: false },
      answers: { 'secrets.state': { ...state, seal: 'keychain' as const, keychain: true } },
      room: window,
    },
    'key compared': {
      props: { busy: false },
      answers: {
        'secrets.state': { ...state, seal: 'passphrase' as const },
        'handover.checkKey': {
          publicKey: PUBLIC_KEY,
          fingerprint: 'ECAF DD49 8FA9 53C9 81BB D442 5B7A B63F',
        },
      },
      room: window,
      act: async ({ type, press }) => {
        await type('.v-overlay textarea', PUBLIC_KEY)
        await press('Tab')
      },
    },
  }),
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
  SitePage: story(SitePage, {
    'nothing yet': { answers: nothing, room: window },
    published: { answers: handedOver, room: window },
  }),
}
