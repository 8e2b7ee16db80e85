import { type Payment, paymentStateSchema, stepSchema } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import BuyerPage from '../../../../src-renderer/pages/payments/BuyerPage.vue'
import EarlierTests from '../../../../src-renderer/pages/payments/EarlierTests.vue'
import KindChoice from '../../../../src-renderer/pages/payments/KindChoice.vue'
import StateTag from '../../../../src-renderer/pages/payments/StateTag.vue'
import StepList from '../../../../src-renderer/pages/payments/StepList.vue'
import StepMark from '../../../../src-renderer/pages/payments/StepMark.vue'
import StepsPane from '../../../../src-renderer/pages/payments/StepsPane.vue'
import StepTips from '../../../../src-renderer/pages/payments/StepTips.vue'
import TestBar from '../../../../src-renderer/pages/payments/TestBar.vue'
import TestFields from '../../../../src-renderer/pages/payments/TestFields.vue'
import TestForm from '../../../../src-renderer/pages/payments/TestForm.vue'
import TestObstacle from '../../../../src-renderer/pages/payments/TestObstacle.vue'
import TestTransactionPage from '../../../../src-renderer/pages/payments/TestTransactionPage.vue'
import {
  EXPRESS_SETTINGS,
  LONG_SETTINGS,
  modeSettings,
  paypalState,
  serviceSettings,
  SETTINGS,
  UNSET_SERVICE,
} from '../../data/commerce.ts'
import {
  DECLINED,
  payment,
  FREE_QUOTE,
  PAYMENTS,
  paymentStep,
  PENDING,
  QUOTE,
  REFUNDING,
  REFUSED_QUOTE,
  UNDER_REVIEW,
  UNKNOWN,
  VOIDED,
  WAITING,
} from '../../data/payments.ts'
import { TODAY } from '../../data/site.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const window = { height: 'window' } as const
const inBar = { within: 'bar', room: window } as const
const narrow = { width: 348 }
const pane = { width: 560 }
const EMPTY = { number: '', expiry: '', cvv: '' }
const FILLED = { number: '4111 1111 1111 1111', expiry: '03 / 28', cvv: '123' }
const buyer = {
  settings: SETTINGS,
  item: 'Kurs i førstehjelp',
  quote: QUOTE,
  today: TODAY,
  busy: false,
  card: FILLED,
}
const tips = { decline: 'US$ 1 012,00', express: true, simulator: true }
const bar = { after: true, shown: null, busy: false, cancellable: false, away: false }
const fields = {
  parsed: { full: 12_000 },
  kind: 'live-events',
  service: 'events',
  provider: 'express-checkout-us',
  currency: 'USD',
  quote: QUOTE,
  cards: [{ brand: 'visa', number: '4111111111111111' }],
  item: 'Kurs i førstehjelp',
  price: '120,00',
  code: 'VESTLIA-7301',
  card: '4111111111111111',
} as const
const IN_TEST = serviceSettings()
const list = (payments: readonly Payment[]) => ({
  total: payments.length === 0 ? 0 : 12,
  payments: [...payments],
})
const steps = { service: 'events', busy: false, currency: 'USD', decline: 101_200, express: true } as const
const around = {
  'paypal.state': paypalState(),
  'payments.list': list([]),
  'payments.quote': QUOTE,
} satisfies Answers
const commerce = {
  'commerce.get': ({ service }: { service: 'events' | 'training' }) =>
    service === 'events' ? IN_TEST : UNSET_SERVICE,
} satisfies Answers
const show =
  (id: number) =>
  async ({ appears, click }: OnScreen) => {
    await appears(`[data-payment="${id}"]`)
    await click(`[data-payment="${id}"]`)
  }

export default {
  BuyerPage: story(BuyerPage, {
    filled: { props: buyer, room: narrow },
    'wrong card': {
      props: { ...buyer, card: { number: '3782 822463 1000', expiry: '01 / 20', cvv: '' } },
      room: narrow,
      act: ({ click }) => click('[data-testid=page-pay]'),
    },
    'nothing typed': {
      props: { ...buyer, card: EMPTY },
      room: narrow,
      act: ({ click }) => click('[data-testid=page-pay]'),
    },
    busy: { props: { ...buyer, busy: true }, room: narrow },
    'nothing to pay': { props: { ...buyer, quote: FREE_QUOTE }, room: narrow },
    'PayPal only': { props: { ...buyer, settings: EXPRESS_SETTINGS }, room: narrow },
    'long texts, no price yet': { props: { ...buyer, settings: LONG_SETTINGS, quote: null }, room: narrow },
  }),
  EarlierTests: story(EarlierTests, {
    none: { props: { payments: [], total: 0, shownId: null }, room: pane },
    several: { props: { payments: PAYMENTS, total: 12, shownId: 5 }, room: pane },
    narrow: { props: { payments: PAYMENTS, total: 5, shownId: null }, room: narrow },
  }),
  KindChoice: story(KindChoice, {
    'one service': {
      props: { kind: 'live-events', services: ['events'], service: 'events', disabled: false },
      room: narrow,
    },
    'both, disabled': {
      props: {
        kind: 'session-recordings',
        services: ['events', 'training'],
        service: 'training',
        disabled: true,
      },
      room: narrow,
    },
  }),
  StateTag: story(
    StateTag,
    Object.fromEntries(paymentStateSchema.options.map((state) => [state, { props: { state } }])),
  ),
  StepList: story(StepList, {
    completed: { props: { payment: payment() }, room: pane },
    waiting: { props: { payment: WAITING }, room: pane },
    declined: { props: { payment: DECLINED }, room: pane },
    'outcome not known': { props: { payment: UNKNOWN }, room: pane },
    'under review': { props: { payment: UNDER_REVIEW }, room: pane },
    'paid from a bank account': { props: { payment: PENDING }, room: pane },
    'being refunded': { props: { payment: REFUNDING }, room: pane },
    voided: { props: { payment: VOIDED }, room: pane },
    'account refused': {
      props: {
        payment: payment({
          state: 'failed',
          steps: [paymentStep('authorize', { state: 'refused', code: 'authentication-failed' })],
        }),
      },
      room: pane,
    },
  }),
  StepMark: story(
    StepMark,
    Object.fromEntries(stepSchema.shape.state.options.map((state) => [state, { props: { state } }])),
  ),
  StepsPane: story(StepsPane, {
    'before the first': { props: steps, answers: around, room: { ...pane, height: 620 } },
    loading: {
      props: steps,
      answers: { ...around, 'payments.list': pending },
      room: { ...pane, height: 620 },
    },
    'one shown': {
      props: steps,
      answers: { ...around, 'payments.list': list(PAYMENTS.slice(1)) },
      room: { ...pane, height: 620 },
      act: show(4),
    },
    'under way': {
      props: { ...steps, busy: true },
      answers: { ...around, 'payments.list': list(PAYMENTS) },
      room: { ...pane, height: 620 },
    },
  }),
  StepTips: story(StepTips, {
    all: { props: tips, room: pane },
    fewest: { props: { decline: null, express: false, simulator: false }, room: pane },
  }),
  TestBar: story(TestBar, {
    nothing: { ...inBar, props: bar },
    completed: { ...inBar, props: { ...bar, shown: payment() } },
    'waiting for the buyer': { ...inBar, props: { ...bar, shown: WAITING, busy: true, cancellable: true } },
    'outcome not known': { ...inBar, props: { ...bar, shown: UNKNOWN, after: false } },
    'under review': { ...inBar, props: { ...bar, shown: UNDER_REVIEW } },
    'paid from a bank account': { ...inBar, props: { ...bar, shown: PENDING } },
    'being refunded': { ...inBar, props: { ...bar, shown: REFUNDING } },
    'backend away': { ...inBar, props: { ...bar, shown: payment(), away: true } },
  }),
  TestFields: story(TestFields, {
    'code holds': { props: fields, room: { width: 440 } },
    'code refused': {
      props: { ...fields, quote: REFUSED_QUOTE, code: 'VESTLIA-7303' },
      room: { width: 440 },
    },
    'other letters for PayPal': {
      props: { ...fields, provider: 'payflow-pro', item: 'Årsoppgjør & kurs “A” – Røros' },
      room: { width: 440 },
    },
    'price wrong, nothing named': {
      props: {
        ...fields,
        parsed: { problem: 'zero' },
        price: '0',
        item: '',
        quote: null,
        cards: [],
        card: '',
      },
      room: { width: 440 },
    },
  }),
  TestForm: story(TestForm, {
    'before the first': { props: { settings: IN_TEST, services: ['events'] }, answers: around, room: window },
    'one shown': {
      props: { settings: IN_TEST, services: ['events'] },
      answers: { ...around, 'payments.list': list(PAYMENTS.slice(1)) },
      room: window,
      act: show(5),
    },
    'waiting for the buyer': {
      props: {
        settings: serviceSettings({
          test: modeSettings({ content: { settings: EXPRESS_SETTINGS, accounts: {} } }),
        }),
        services: ['events', 'training'],
      },
      answers: { ...around, 'payments.list': list(PAYMENTS) },
      room: window,
    },
  }),
  TestObstacle: story(TestObstacle, {
    off: { props: { obstacle: { kind: 'off' } } },
    missing: {
      props: {
        obstacle: {
          kind: 'missing',
          service: 'training',
          missing: ['vendor', 'password', 'accountType'],
          provider: 'payflow-pro',
          simulator: false,
        },
      },
    },
    'the simulator would do': {
      props: {
        obstacle: {
          kind: 'missing',
          service: 'events',
          missing: ['password'],
          provider: 'payflow-pro',
          simulator: true,
        },
      },
    },
    live: { props: { obstacle: { kind: 'live', service: 'events', other: 'training' } } },
    'live, no other': { props: { obstacle: { kind: 'live', service: 'events', other: null } } },
  }),
  TestTransactionPage: story(TestTransactionPage, {
    form: {
      answers: { ...around, ...commerce },
      route: { name: 'test-transaction', params: { service: 'events' } },
      room: window,
    },
    'service is off': {
      answers: {
        ...around,
        'commerce.get': ({ service }) => ({ ...UNSET_SERVICE, service }),
      },
      route: { name: 'test-transaction' },
      room: window,
    },
    loading: {
      answers: { ...around, 'commerce.get': pending },
      route: { name: 'test-transaction' },
      room: window,
    },
    failed: {
      answers: {
        ...around,
        'commerce.get': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
      },
      route: { name: 'test-transaction' },
      room: window,
    },
  }),
}
